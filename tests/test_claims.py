"""The coder on marked sentences that an analyst can review, and what must hold for any text.

Marks: `{words=ARM}` an end, `[words=SANCTION/member_suspend]` a deed, with `:denied` where its status is not actual. The first end is the
source, the others are targets; `{words=!ARM}` is the source wherever it stands.
"""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactwatch import run
from pactwatch.nouns import Article, Claim

MARK = re.compile(r"\{([^{}=]+)=(!?)([A-Z]+)\}|\[([^\[\]=]+)=([A-Z]+)(?:/(\w+))?(?::(\w+))?\]")

PLAIN = (
    ("ru", "{Армения=ARM} [заморозила=SANCTION/member_suspend] участие в {ОДКБ=CSTO}."),
    ("ru", "{Россия=RUS} [обвинила=ACCUSE/criticism] {Грузию=GEO} во лжи."),
    ("ru", "{Киргизия=KGZ} [попросила=REQUEST] {Казахстан=KAZ} открыть границу."),
    ("ru", "{Владимир Путин=RUS} [встретился=CONSULT] с {Эмомали Рахмоном=TJK}."),
    ("ru", "{Таджикистан=TJK} [обстрелял=ASSAULT] {Киргизию=KGZ}."),
    ("ru", "{Узбекистан=UZB} [отозвал посла=SANCTION/ambassador_recall] из {Таджикистана=TJK}."),
    ("ru", "{Украину=UKR} [обстреляла=ASSAULT] {Россия=!RUS}."),
    ("ru", "{Армению=ARM} [обвинил=ACCUSE] {Азербайджан=!AZE}."),
    ("ru", "{Россию=RUS} [раскритиковал=ACCUSE] {Казахстан=!KAZ}."),
    ("ru", "{Армению=ARM} [поддержал=SUPPORT] {Иран=!IRN}."),
    ("ru", "{Армении=ARM} [помогла=AID] {Россия=!RUS}."),
    ("en", "{Armenia=ARM} [froze=SANCTION/member_suspend] its membership in the {CSTO=CSTO}."),
    ("en", "{Russia=RUS} [accused=ACCUSE/criticism] {Georgia=GEO} of lying."),
    ("en", "{Azerbaijan=AZE} [attacked=ASSAULT] {Armenia=ARM}."),
    ("en", "{Turkey=TUR} [delivered=AID/arms_transfer] drones to {Kyrgyzstan=KGZ}."),
    ("en", "{Saudi Arabia=SAU} [recalled=SANCTION/ambassador_recall] its ambassador from {Qatar=QAT}."),
    ("en", "{Mali=MLI} [withdrew=SANCTION/member_leave] from {ECOWAS=ECOWAS}."),
)
HARD = (
    ("ru", "{Киргизия=KGZ} [отменила=SANCTION/exercise_cancel] учения {ОДКБ=CSTO}."),
    ("ru", "{Армения=ARM} [отказалась=REJECT/exercise_cancel] проводить у себя учения {ОДКБ=CSTO}."),
    ("ru", "На саммит {ОДКБ=CSTO} приехали все, [кроме=REJECT/summit_skip] {Армении=!ARM}."),
    ("ru", "{Казахстан=KAZ} [не намерен выходить=SANCTION/member_leave:denied] из {ОДКБ=CSTO}."),
    ("ru", "[Выходить=SANCTION/member_leave:denied] из {ОДКБ=!CSTO} {Армения=ARM} не планирует."),
    ("ru", "{Никол Пашинян=ARM} [не приедет=REJECT/summit_skip] на саммит {ОДКБ=CSTO} в Минске."),
    ("ru", "{Армения=ARM} [перестала платить=SANCTION/dues_stop] взносы в {ОДКБ=CSTO}."),
    ("ru", "{Казахстан=KAZ} [согласился=AGREE] принять переговоры с {Арменией=ARM}."),
    ("en", "{Kyrgyzstan=KGZ} [called off=SANCTION/exercise_cancel] the drills of the {CSTO=CSTO}."),
    ("en", "{Armenia=ARM} [will not come=REJECT/exercise_skip] to the {CSTO=CSTO} exercise."),
    ("en", "{Kazakhstan=KAZ} [denied=SANCTION/member_leave:denied] that it was leaving the {CSTO=CSTO}."),
    ("en", "{Armenia=ARM} [may leave=THREATEN/member_threaten_leave] the {CSTO=CSTO}, its prime minister warned."),
    ("en", "{Armenia=ARM} and {Azerbaijan=AZE} [agreed=AGREE/ceasefire] a truce."),
    ("en", "{Armenia=ARM} is not going to [leave=SANCTION/member_leave:denied] the {CSTO=CSTO}."),
)


def read(marked: str) -> tuple[str, list[str], list[str], list[tuple[int, int, str, str | None, str]]]:
    """Marked text → plain text, sources, targets, and the deeds with their offsets."""
    text, at, told = "", 0, []
    ends: list[tuple[bool, str]] = []
    for mark in MARK.finditer(marked):
        text += marked[at:mark.start()]
        words = mark.group(1) or mark.group(4)
        if mark.group(4):
            told.append((len(text), len(text) + len(words), mark.group(5), mark.group(6), mark.group(7) or "actual"))
        else:
            ends.append((bool(mark.group(2)), mark.group(3)))
        text, at = text + words, mark.end()
    first = next((actor for chosen, actor in ends if chosen), ends[0][1])
    return text + marked[at:], [first], [actor for _, actor in ends if actor != first], told


def coded(language: str, text: str, threshold: float | None = 0.05, title: str = "") -> list[Claim]:
    return run.coder(language, threshold).claims(Article("test", language, title, text, date(2022, 10, 10)))


def ends_of(claims: list[Claim]) -> set[tuple[str, str]]:
    return {pair for c in claims for pair in ((c.source, c.target), (c.target, c.source))[:1 + c.symmetric]}


def right(language: str, marked: str, act: bool) -> bool:
    """Whether the coder finds the deeds of a marked sentence, with their ends."""
    text, sources, targets, deeds = read(marked)
    claims = coded(language, text)
    return all(any((s, t) in ends_of([c]) and c.type == type_ and (not act or (c.act, c.status) == (kind, status)) and c.start < stop and start < c.stop
                   for c in claims)
               for start, stop, type_, kind, status in deeds for s in sources for t in targets)


def test_marks_are_read() -> None:
    text, sources, targets, deeds = read("{A=ARM} [quit=SANCTION/member_leave:planned] the {B=CSTO}.")
    assert (text, sources, targets, deeds) == ("A quit the B.", ["ARM"], ["CSTO"], [(2, 6, "SANCTION", "member_leave", "planned")])


@pytest.mark.parametrize(("language", "marked"), PLAIN)
def test_plain_sentences(language: str, marked: str) -> None:
    assert right(language, marked, act=False)


def test_hard_cases() -> None:
    """The coder is statistical: most hard cases, not each. The list says which kinds are meant."""
    found = [marked for language, marked in HARD if right(language, marked, act=False)]
    assert 3 * len(found) >= 2 * len(HARD), sorted({m for _, m in HARD} - set(found))


def test_speaker_is_in_the_words_of_the_text() -> None:
    for language, text, who in (("ru", "Армения покинет ОДКБ, заявил Эмомали Рахмон.", "Эмомали Рахмон"),
                                ("ru", "По словам Эмомали Рахмона, Армения вышла из ОДКБ.", "Эмомали Рахмона"),
                                ("en", "Armenia suspended its membership in the CSTO, the Kremlin said.", "Kremlin")):
        speakers = {c.speaker for c in coded(language, text)}
        assert any(found and who in found for found in speakers), (text, speakers)


SENTENCES = {"ru": [read(m)[0] for lang, m in (*PLAIN, *HARD) if lang == "ru"], "en": [read(m)[0] for lang, m in (*PLAIN, *HARD) if lang == "en"]}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(language=st.sampled_from(["ru", "en"]), noise=st.lists(st.text(max_size=15), min_size=3, max_size=3), data=st.data())
def test_offsets_point_at_their_text(language: str, noise: list[str], data: st.DataObject) -> None:
    one, two = (data.draw(st.sampled_from(SENTENCES[language])) for _ in "ab")
    text = f"{noise[0]} {one} {noise[1]} {two} {noise[2]}"
    for claim in coded(language, text):
        assert 0 <= claim.start < claim.stop <= len(text) and 0 < claim.probability <= 1
        assert all(text[s.start:s.stop] == s.text for s in claim.spans)
        assert any((s.start, s.stop) == (claim.start, claim.stop) for s in claim.spans if s.means == "trigger")


STATES = {"Armenia": "ARM", "Kazakhstan": "KAZ", "Turkey": "TUR", "Iran": "IRN", "Georgia": "GEO", "China": "CHN", "Pakistan": "PAK"}
DIRECTED = ("{} accused {} of lying.", "{} condemned {}.", "{} attacked {}.", "{} imposed sanctions on {}.", "{} thanked {}.")


@settings(max_examples=30, deadline=None)
@given(names=st.permutations(sorted(STATES)), pattern=st.sampled_from(DIRECTED))
def test_swapped_names_swap_their_roles(names: list[str], pattern: str) -> None:
    a, b = names[:2]
    assert (STATES[a], STATES[b]) in ends_of(coded("en", pattern.format(a, b)))
    assert (STATES[b], STATES[a]) in ends_of(coded("en", pattern.format(b, a)))


TURNED = (("en", "Armenia {}attend the CSTO summit.", "will ", "will not "), ("en", "Kazakhstan {}join the CSTO exercise.", "will ", "will not "),
          ("ru", "Никол Пашинян {}приедет на саммит ОДКБ.", "", "не "), ("ru", "Армения {}участвует в учениях ОДКБ.", "", "не "))


@pytest.mark.parametrize(("language", "pattern", "yes", "no"), TURNED)
def test_a_negation_turns_the_deed(language: str, pattern: str, yes: str, no: str) -> None:
    def friendly(words: str) -> bool:
        best = max(coded(language, pattern.format(words)), key=lambda c: c.probability)
        return best.type in ("CONSULT", "COOPERATE", "SUPPORT", "AGREE", "AID") and best.status not in ("denied", "cancelled")

    assert friendly(yes) and not friendly(no)


def test_quiet_text_is_left_quiet() -> None:
    assert coded("ru", "Погода в горах переменчива. Театр открыл сезон.", None) == []
    assert coded("en", "The weather in the hills is fickle. The theatre opened its season.", None) == []


def test_the_same_text_gives_the_same_claims() -> None:
    text = " ".join(SENTENCES["ru"])
    assert coded("ru", text) == coded("ru", text)


@pytest.mark.parametrize(("language", "text", "type_"), [
    ("en", "Mali, Burkina Faso and Niger signed a defence pact.", "SUPPORT"), ("ru", "Россия, Белоруссия и Казахстан провели совместные учения.", "COOPERATE"),
])
def test_what_three_do_together_every_two_of_them_do(language: str, text: str, type_: str) -> None:
    claims = [c for c in coded(language, text, None) if c.type == type_]
    assert len(claims) == 3 and all(c.symmetric for c in claims) and len({frozenset((c.source, c.target)) for c in claims}) == 3
