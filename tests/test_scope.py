"""What a refusal, a denial or nobody takes back is never told as done; what stands beside them is left alone."""

from datetime import date
from functools import cache

import pytest
from test_claims import coded

from pactwatch import run
from pactwatch.claims.frame import Frame
from pactwatch.claims.scope import RULES, Rule, by_a_thing, no_comment, told_already
from pactwatch.nouns import Article

BACK = (  # language, sentence, the type that must not be told as done
    ("ru", "Выходить из ОДКБ Армения не планирует.", "SANCTION"),
    ("ru", "Вводить санкции против России Казахстан не будет.", "SANCTION"),
    ("ru", "Москва отрицает, что обстреляла Украину.", "ASSAULT"),
    ("ru", "Армения опровергла сообщения об обстреле Азербайджана.", "ASSAULT"),
    ("ru", "Слухи о выходе Армении из ОДКБ не соответствуют действительности.", "SANCTION"),
    ("ru", "О выходе Армении из ОДКБ речи не идет.", "SANCTION"),
    ("ru", "Вопрос о выходе Армении из ОДКБ не стоит.", "SANCTION"),
    ("ru", "Никто в ОДКБ не хочет атаковать Армению.", "ASSAULT"),
    ("ru", "Сербия отказалась вводить санкции против России.", "SANCTION"),
    ("ru", "Казахстан не стал вводить санкции против России.", "SANCTION"),
    ("ru", "Якобы Армения обстреляла позиции Азербайджана.", "ASSAULT"),
    ("en", "Moscow denies it shelled Ukraine.", "ASSAULT"),
    ("en", "Moscow dismissed reports of shelling Ukraine.", "ASSAULT"),
    ("en", "Reports that Armenia has left the CSTO are false.", "SANCTION"),
    ("en", "Armenia's exit from the CSTO is not being discussed.", "SANCTION"),
    ("en", "None of the CSTO members attacked Russia.", "ASSAULT"),
    ("en", "Nobody in Yerevan wants to leave the CSTO.", "SANCTION"),
    ("en", "Mali failed to leave ECOWAS.", "SANCTION"),
    ("en", "Serbia refused to impose sanctions on Russia.", "SANCTION"),
    ("en", "Kazakhstan refrained from imposing sanctions on Russia.", "SANCTION"),
    ("en", "Germany ruled out sending troops to Ukraine.", "AID"),
    ("en", "Turkey stopped short of threatening Greece.", "THREATEN"),
    ("en", "The Kremlin declined to comment on the Armenian statement.", "REJECT"),
    ("ru", "Кремль отказался комментировать заявление Армении.", "REJECT"),
    ("en", "Serbia's president promised Moscow never to impose sanctions on Russia.", "SANCTION"),
    ("en", "An earthquake struck Turkey and Syria.", "ASSAULT"),
    ("ru", "Война на Украине подняла цены на зерно в Египте.", "SANCTION"),
    ("en", "Azerbaijan threatened to strike Armenian missile sites.", "ASSAULT"),
    ("ru", "Азербайджан пригрозил ударить по армянским ракетам.", "ASSAULT"),
    ("en", "Armenia is not going to leave the CSTO.", "SANCTION"),
    ("en", "Armenia allegedly shelled Azerbaijani positions.", "ASSAULT"),
    ("en", "ECOWAS lifted most of its sanctions on Niger.", "SANCTION"),
    ("en", "The EU eased restrictions on Mali and Guinea.", "SANCTION"),
    ("ru", "ЕС снял санкции с Белоруссии.", "SANCTION"),
)
INTENDED = (
    ("ru", "Катар опроверг сообщения о намерении выйти из ССАГПЗ."),
    ("ru", "Ереван опроверг слухи о намерении выйти из ОДКБ."),
)
DONE = (  # the same words where they take nothing back
    ("ru", "Сербия отказалась от мира и ввела санкции против России.", "SANCTION"),
    ("ru", "Москва отрицает вину, а Украина обстреляла Россию.", "ASSAULT"),
    ("ru", "Никто не пострадал, когда Армения обстреляла Азербайджан.", "ASSAULT"),
    ("ru", "Россия не станет молчать: она ввела санкции против Молдавии.", "SANCTION"),
    ("en", "Armenia left the CSTO, and nobody in Moscow was surprised.", "SANCTION"),
    ("en", "Russia denied the charge and imposed sanctions on Moldova.", "SANCTION"),
    ("en", "Azerbaijan refused talks and attacked Armenia.", "ASSAULT"),
    ("en", "After the earthquake Greece sent rescuers to Turkey.", "AID"),
    ("ru", "После землетрясения Греция направила спасателей в Турцию.", "AID"),
    ("en", "Armenia declined to sign the CSTO declaration.", "REJECT"),
    ("en", "After reports that Azerbaijan had shelled Armenia, Moscow called other rumours false.", "ASSAULT"),
    ("en", "Caracas rejected a warning from Washington.", "REJECT"),
    ("en", "Azerbaijan attacked Armenia after reports of a false truce.", "ASSAULT"),
    ("en", "Turkey lifted its veto and imposed sanctions on Syria.", "SANCTION"),
)


@pytest.mark.parametrize(("language", "text", "type_"), BACK)
def test_what_is_taken_back_is_not_told_as_done(language: str, text: str, type_: str) -> None:
    assert not [c for c in coded(language, text) if c.type == type_ and c.status == "actual"]


@pytest.mark.parametrize(("language", "text"), INTENDED)
def test_an_intention_that_is_denied_is_no_plan(language: str, text: str) -> None:
    assert {c.status for c in coded(language, text) if c.type == "SANCTION"} == {"denied"}


@pytest.mark.parametrize(("language", "text", "type_"), DONE)
def test_what_stands_beside_is_left_alone(language: str, text: str, type_: str) -> None:
    assert [c for c in coded(language, text) if c.type == type_ and c.status == "actual"]


@cache
def laid_out() -> list[Frame]:
    texts = [Article("test", language, "", text, date(2022, 10, 10)) for language, text, _ in BACK]
    return [frame for text in texts for frame in run.coder(text.language).frames(text)]


@pytest.mark.parametrize("rule", [*(rule for rule, *_ in RULES), told_already, no_comment, by_a_thing], ids=lambda rule: rule.__name__)
def test_each_rule_has_its_specimen(rule: Rule) -> None:
    assert any(rule(hit, frame) for frame in laid_out() for hit in frame.hits)
