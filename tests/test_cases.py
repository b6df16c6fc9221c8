"""Who did it to whom where the order of words says nothing, or the other thing."""

import pytest
from test_claims import coded

from pactwatch import run
from pactwatch.claims import cases, ranker
from pactwatch.nouns import Article

TURNED = (  # language, sentence, source, target, type; never the other way about
    ("ru", "Украину обстреляла Россия.", "RUS", "UKR", "ASSAULT"),
    ("ru", "Армению обвинил Азербайджан.", "AZE", "ARM", "ACCUSE"),
    ("ru", "Россию раскритиковал Казахстан.", "KAZ", "RUS", "ACCUSE"),
    ("ru", "Путина раскритиковал Зеленский.", "UKR", "RUS", "ACCUSE"),
    ("ru", "Пашиняна поддержал Макрон.", "FRA", "ARM", "SUPPORT"),
    ("ru", "Армянских военных обстрелял Азербайджан.", "AZE", "ARM", "ASSAULT"),
    ("ru", "Посла Франции выслал Нигер.", "NER", "FRA", "SANCTION"),
    ("ru", "Армении помогла Россия.", "RUS", "ARM", "AID"),
    ("ru", "К Армении обратился за помощью Иран.", "IRN", "ARM", "REQUEST"),
    ("ru", "Удар Израиля по Ирану осудила Россия.", "RUS", "ISR", "ACCUSE"),
    ("ru", "Армения подверглась обстрелу со стороны Азербайджана.", "AZE", "ARM", "ASSAULT"),
    ("ru", "Критика Москвы со стороны Еревана усилилась.", "ARM", "RUS", "ACCUSE"),
    ("ru", "Киргизия получит от России оружие.", "RUS", "KGZ", "AID"),
    ("ru", "Пекин просили о сдержанности министры АСЕАН.", "ASEAN", "CHN", "REQUEST"),
    ("ru", "Решение Сеула одобрили в Токио.", "JPN", "KOR", "SUPPORT"),
    ("ru", "Кувейт хвалят в Вашингтоне.", "USA", "KWT", "SUPPORT"),
    ("ru", "Минск обвиняется Варшавой.", "POL", "BLR", "ACCUSE"),
    ("ru", "Вучич, которого упрекали в Приштине, промолчал.", "XKX", "SRB", "ACCUSE"),
    ("ru", "Исламабад, упрекаемый Кабулом в поддержке боевиков, ответа не дал.", "AFG", "PAK", "ACCUSE"),
    ("ru", "Туркам, критикующим Францию, Макрон ответил в четверг.", "TUR", "FRA", "ACCUSE"),
    ("ru", "Раскритиковав Армению, Азербайджан отменил встречу.", "AZE", "ARM", "ACCUSE"),
    ("ru", "Литовцам угрожают белорусские военные.", "BLR", "LTU", "THREATEN"),
    ("en", "Armenia came under fire from Azerbaijan.", "AZE", "ARM", "ASSAULT"),
    ("en", "Kabul was accused by Islamabad of sheltering gunmen.", "PAK", "AFG", "ACCUSE"),
    ("en", "Turkey, which Greece accused of provocations, sent a ship.", "GRC", "TUR", "ACCUSE"),
    ("en", "Armenia was attacked at dawn by Azerbaijan.", "AZE", "ARM", "ASSAULT"),
    ("en", "Belarus faced criticism from Poland.", "POL", "BLR", "ACCUSE"),
    ("en", "In the quarrel between Kabul and Islamabad Delhi loudly accused Islamabad.", "IND", "PAK", "ACCUSE"),
)

MUTUAL = (  # language, sentence, the two who do it to each other, type; a third is named beside some
    ("en", "Minsk and Riga expelled each other's diplomats on Monday.", {"BLR", "LVA"}, "SANCTION"),
    ("en", "In Geneva, Kyrgyz and Tajik diplomats accused each other of opening fire.", {"KGZ", "TJK"}, "ACCUSE"),
    ("ru", "Москва и Варшава выслали дипломатов друг друга.", {"RUS", "POL"}, "SANCTION"),
    ("ru", "Баку и Ереван обвинили друг друга в обстрелах.", {"AZE", "ARM"}, "ACCUSE"),
)

BARRED = (  # what is barred here leaves nothing to tell, or little
    ("ru", "Война на Украине подняла цены на зерно в Египте.", "EGY", "UKR", ""),
    ("ru", "Письмо Варшавы возмутило Анкару.", "TUR", "POL", ""),
    ("ru", "Учения ОДКБ начались в Таджикистане без киргизских военных.", "CSTO", "KGZ", ""),
)


@pytest.mark.parametrize(("language", "text", "source", "target", "type_"), TURNED)
def test_endings_tell_who_did_it(language: str, text: str, source: str, target: str, type_: str) -> None:
    told = {(c.source, c.target) for c in coded(language, text, None) if c.type == type_}
    assert (source, target) in told and (target, source) not in told


@pytest.mark.parametrize(("language", "text", "both", "type_"), MUTUAL)
def test_what_is_done_to_each_other_has_no_one_side(language: str, text: str, both: set[str], type_: str) -> None:
    told = [c for c in coded(language, text, None) if c.type == type_]
    assert told and all(c.symmetric and {c.source, c.target} == both for c in told)


@pytest.mark.parametrize(("language", "text"), [
    ("ru", "Учения ОДКБ начались в Таджикистане без киргизских военных."), ("en", "The CSTO drill began in Tajikistan without Kyrgyz troops."),
])
def test_who_is_not_there_takes_no_part(language: str, text: str) -> None:
    assert {c.act for c in coded(language, text, None) if "KGZ" in (c.source, c.target)} == {"exercise_skip"}


@pytest.mark.parametrize("text", [
    "Пять иранских военных обстреляли американский эсминец.", "Солдаты Ирана обстреляли американский эсминец.", "Иран обстрелял американский эсминец.",
])
def test_a_subject_in_another_case_stays_the_subject(text: str) -> None:
    assert {(c.source, c.target) for c in coded("ru", text, 0.2) if c.type == "ASSAULT"} == {("IRN", "USA")}


@pytest.mark.parametrize(("language", "text"), [
    ("en", "The war in Ukraine has pushed up grain prices in Egypt."), ("ru", "Война на Украине подняла цены на зерно в Египте."),
])
def test_where_a_war_is_fought_does_not_do_it(language: str, text: str) -> None:
    assert not [c for c in coded(language, text, None) if c.source == "UKR"]


@pytest.mark.parametrize("rule", ranker.BARRED, ids=lambda rule: rule.__name__)
def test_each_rule_rules_out_a_turned_pair(rule: cases.Rule) -> None:
    """Of some sentence above each rule bars the wrong end from being the doer."""
    found = {language: run.coder(language) for language in ("ru", "en")}
    articles = [(Article("t", language, "", text, None), source, target) for language, text, source, target, _ in (*TURNED, *BARRED)]
    frames = [(frame, source, target) for article, source, target in articles for frame in found[article.language].frames(article)]
    assert any(rule(hit, doer, other, frame) for frame, source, target in frames for hit in frame.hits for doer in frame.line.mentions
               if target in doer.actors for other in frame.line.mentions if source in other.actors)
