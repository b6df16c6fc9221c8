"""Why a claim was made: the same claims as the coder's, reasons that add up, a page that holds all it needs."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from pactwatch import atlas, run
from pactwatch.claims import Coder
from pactwatch.claims.acts import act_features
from pactwatch.claims.decode import drafts
from pactwatch.claims.ends import role_features
from pactwatch.claims.explain import Choice, Explained, explain
from pactwatch.claims.features import deed_features
from pactwatch.claims.frame import Frame
from pactwatch.claims.keep import keep_features
from pactwatch.claims.pair import pair_features
from pactwatch.claims.ranker import pairs
from pactwatch.claims.status import status_features
from pactwatch.cli import explain as shown
from pactwatch.cli.plain import plain, plain_piece
from pactwatch.nouns import Article, Bad

TEXTS = {
    "ru": "Киргизия отменила учения ОДКБ. Таджикистан обвинил Киргизию в обстреле, заявил Эмомали Рахмон. Армения не приедет на саммит. "
          "Республика, вероятно, заморозит членство в организации.",
    "en": "Kyrgyzstan called off the drills of the CSTO. Moscow said Yerevan may leave the bloc. Russia and Armenia met in 2021. "
          "The statement of Rahmon that Moscow does not respect its partners was noted.",
}


def article(language: str, text: str = "") -> Article:
    return Article("a", language, "Учения <script>alert(1)</script>", text or TEXTS[language], date(2022, 10, 10))


def explained(language: str) -> list[Explained]:
    return list(explain(run.coder(language), article(language)))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_claims_are_the_coders(language: str) -> None:
    found = explained(language)
    assert found and [e.claim for e in found] == run.coder(language).claims(article(language))
    for each in found:
        assert each.start <= each.claim.start < each.claim.stop <= each.stop


def choice(each: Explained, question: str) -> Choice:
    return next(c for c in each.choices if c.question == question)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_answer_is_the_claims_own_and_the_runner_up_another(language: str) -> None:
    for each in explained(language):
        told = choice(each, "type")
        assert told.chosen == each.claim.type and choice(each, "status").chosen == each.claim.status
        assert choice(each, "whole").chance == pytest.approx(each.claim.probability, abs=0.001)
        if not each.rules:
            ends = re.split(" [→↔] ", choice(each, "ends").chosen)
            assert each.claim.source in ends[0] and each.claim.target in ends[1]
        for c in each.choices:
            assert c.chosen != c.rival and 0 <= c.rival_chance <= 1 and 0 < c.chance <= 1 and c.reasons
            assert [r.weight for r in c.reasons] == sorted((r.weight for r in c.reasons), reverse=True)


def test_the_weights_of_a_type_add_up_to_its_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A linear scorer has no other reasons: all of them together are the log odds of the two labels."""
    import math

    monkeypatch.setattr("pactwatch.claims.explain.REASONS", 10_000)
    coder = run.coder("ru")
    each = next(explain(coder, article("ru")))
    frame = next(coder.frames(article("ru")))
    deed = coder.deeds(frame)[0]
    model = coder.models["deed"]
    chances = dict(zip(model.classes, model.probabilities(deed_features(deed.hit, frame, coder.senses)), strict=True))
    told = choice(each, "type")
    assert sum(r.weight for r in told.reasons) == pytest.approx(math.log(chances[told.chosen] / chances[told.rival]), abs=0.05)


def features_of(coder: Coder, frame: Frame) -> Iterator[list[str]]:
    """All that the scorers look at in a sentence."""
    found = drafts(frame, coder.models, coder.senses, coder.by_member)
    for deed in found:
        yield deed_features(deed.hit, frame, coder.senses)
        yield status_features(deed.hit, frame, deed.type)
        yield act_features(deed.hit, deed.type, (deed.source.pact, deed.target.pact), frame)
        yield keep_features(deed, found, frame, coder.senses)
        yield from (role_features(deed.hit, c, frame, deed.type) for c in frame.candidates)
        yield from (pair_features(deed.hit, s, t, frame, deed.type) for _, s, t in pairs(deed.hit, frame, deed.type, coder.models))


def test_nearly_all_that_decides_is_told_in_plain_words() -> None:
    """A new family of features wants a line in world/explain.toml."""
    declared = {*atlas.world().deeds.senses, *(t for code in ("ru", "en") for t in atlas.words(code)["topics"])}
    every = {f for language in ("ru", "en") for frame in run.coder(language).frames(article(language))
             for features in features_of(run.coder(language), frame) for f in features}
    raw = {p for f in every for p in f.split("|") if plain_piece(p) == f"“{p}”" and p not in declared and re.search("[=>:]", p)}
    assert len(every) > 500 and len(raw) <= 3, sorted(raw)


@pytest.mark.parametrize(("feature", "words"), [
    ("sense=cancel|exercise", "sense “cancel”, “exercise”"),
    ("modal|before|near", "a word of doubt, before the deed, close"),
    ("target: before|nom|VERB", "target: before the deed, nominative, a verb"),
    ("rival source: ctx:often=2", "runner-up's source: not named here, times named before: 2"),
    ("pair: order=ts", "the target stands first"),
    ("quite=new", "“quite=new”"),
])
def test_plain_words(feature: str, words: str) -> None:
    assert plain(feature) == words


def test_the_sentence_is_cut_whole() -> None:
    for language in ("ru", "en"):
        for each in explained(language):
            cut = shown.pieces(each, TEXTS[language])
            assert "".join(p.text for p in cut) == TEXTS[language][each.start:each.stop]
            assert "".join(p.text for p in cut if "trigger" in p.means) == TEXTS[language][each.claim.start:each.claim.stop]


def test_an_answer_that_was_likelier_alone_is_no_runner_up(capsys: pytest.CaptureFixture[str]) -> None:
    """A whole claim may be the best though another type alone was likelier: that one stood against it."""
    told = Choice("type", "AID", 0.23, "nothing", 0.42, ())
    Console(width=120, no_color=True).print(shown.choice_table((told, Choice("type", "AID", 0.6, "nothing", 0.3, ()))))
    first, second = capsys.readouterr().out.strip().splitlines()
    assert "AID 23%; against nothing happened 42%" in first and "AID 60%; runner-up nothing happened 30%" in second


def test_the_page_holds_all_it_needs_and_escapes_the_rest(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "why.html"
    shown.write([(article("ru"), explained("ru")), (article("en", "Nothing at all."), [])], out)
    page = out.read_text(encoding="utf-8")
    assert page.count("<article>") == len(explained("ru")) and "no claim" in page and "runner-up" in page
    assert "<script" not in page and "&lt;script&gt;" in page
    assert not re.search(r"(src|href)=|url\(|https?://", page)
    assert "prefers-color-scheme: dark" in page
    assert [p.name for p in out.parent.iterdir()] == ["why.html"]


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Bad, match="cannot be written"):
        shown.write([], tmp_path / "file" / "why.html")


def test_the_terminal_names_the_marks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = tmp_path / "a.jsonl"
    place.write_text(json.dumps({"id": "a", "lang": "ru", "published": "2022-10-10", "title": "", "text": TEXTS["ru"]}) + "\n{broken\n", encoding="utf-8")
    faults: list[Bad] = []
    for each, claims in shown.told(str(place), faults.append):
        shown.show(each, claims, Console(width=120, no_color=True))
    printed = capsys.readouterr().out
    assert "Киргизия [source] отменила [trigger] учения ОДКБ [target]." in printed and "runner-up" in printed
    assert len(faults) == 1 and "line 2" in str(faults[0])


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_full_device_is_told_and_stays_a_device() -> None:
    with pytest.raises(Bad, match="cannot be written"):
        shown.write([], Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


def test_the_grammar_that_ruled_out_the_other_way_is_told() -> None:
    found = list(explain(run.coder("ru"), article("ru", "Решение Сеула одобрили в Токио.")))
    assert [rule for each in found for rule in each.rules if rule.startswith("KOR → JPN is ruled out: «Решение Сеула")]
