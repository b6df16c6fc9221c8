"""The founding article is the first acceptance test: its excerpt coded, and the brief of its day from our own evidence."""

from datetime import date
from functools import lru_cache

import pytest

from pactwatch import atlas, run
from pactwatch.nouns import Article, Claim

ARTICLE = atlas.WORLD / "examples" / "founding-article.md"


def excerpt() -> str:
    """The translated excerpt, as the bundled example holds it."""
    text = ARTICLE.read_text(encoding="utf-8")
    body = text[text.index("The conflict between Kyrgyzstan and Tajikistan, which developed"):]
    paragraphs = [p.lstrip("> ").strip() for p in body.split("\n\n")[:5]]
    return "\n\n".join(p for p in paragraphs if p and not p.startswith(("#", "[")))


@lru_cache(1)
def claims() -> tuple[Claim, ...]:
    article = Article("founding", "en", "Kyrgyzstan and Tajikistan Fight Loudly", excerpt(), date(2022, 10, 17))
    return tuple(run.claims_of(article))


def sentence(claim: Claim) -> str:
    text = excerpt()
    return text[text.rfind(".", 0, claim.start) + 1: claim.stop + 200]


@pytest.mark.parametrize("source, target, type_, act", [
    ("KGZ", "CSTO", None, "exercise_cancel"),
    ("KGZ", "CSTO", None, "exercise_skip"),
    ("TJK", "RUS", None, "criticism"),
    ("TJK", ("KGZ", "RUS"), "REQUEST", None),
    ("RUS", "KGZ", "SUPPORT", None),
])
def test_the_excerpt_yields(source: str, target: str | tuple[str, ...], type_: str | None, act: str | None) -> None:
    fit = [c for c in claims() if c.source == source and c.target in target and (type_ is None or c.type == type_) and (act is None or c.act == act)]
    assert fit, [(c.source, c.type, c.act, c.target, excerpt()[c.start:c.stop]) for c in claims()]


def test_the_conflict_is_background() -> None:
    assert any({c.source, c.target} == {"KGZ", "TJK"} and c.type == "ASSAULT" and c.background for c in claims())


def test_the_speaker_of_the_criticism_is_told() -> None:
    assert any("Rahmon" in (c.speaker or "") for c in claims() if c.act == "criticism" and c.source == "TJK")


def test_nothing_is_said_of_whom_the_excerpt_does_not_name() -> None:
    assert not {"UKR", "USA", "TUR", "CHN"} & {a for c in claims() for a in (c.source, c.target)}


@pytest.fixture(scope="module")
def made() -> run.Run:
    return run.run("csto", date(2022, 10, 17), lambda *_: None, lambda bad: pytest.fail(str(bad)))


def test_the_brief_reaches_the_conclusion(made: run.Run) -> None:
    """The pact weaker, Kyrgyzstan and Tajikistan the drivers, and why."""
    assert made.brief is not None
    assert "Weakening" in made.brief.headline and "Kyrgyzstan" in made.brief.headline and "Tajikistan" in made.brief.headline
    prose = " ".join(s.text for p in made.brief.commentary for s in p)
    assert "canceled an exercise" in prose and "criticized" in prose
    pact = next(r for r in made.brief.readings if r.level == "pact")
    assert pact.direction == "weaker"


def test_every_sentence_rests_on_something(made: run.Run) -> None:
    assert made.brief is not None
    for paragraph in made.brief.commentary:
        for one in paragraph:
            assert one.events or one.passages or one.readings, one.text
            for passage in one.passages:
                assert made.articles[passage.article].text[passage.start:passage.stop] == passage.text


def test_nothing_later_than_the_day_is_used(made: run.Run) -> None:
    assert made.brief is not None
    assert all(a.published and a.published <= made.day for a in made.brief.articles)
