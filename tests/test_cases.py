"""Who did it to whom where the order of words says nothing, or the other thing."""

import pytest
from test_claims import coded

from pactwatch.claims.cases import RULES

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
    ("en", "Armenia came under fire from Azerbaijan.", "AZE", "ARM", "ASSAULT"),
    ("en", "Belarus faced criticism from Poland.", "POL", "BLR", "ACCUSE"),
)


@pytest.mark.parametrize(("language", "text", "source", "target", "type_"), TURNED)
def test_endings_tell_who_did_it(language: str, text: str, source: str, target: str, type_: str) -> None:
    told = {(c.source, c.target) for c in coded(language, text, None) if c.type == type_}
    assert (source, target) in told and (target, source) not in told


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


def test_each_rule_has_its_specimen() -> None:
    assert all(rule.__doc__ and "«" in rule.__doc__ for rule in RULES)
