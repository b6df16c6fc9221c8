"""A second reader votes on the type of a deed, and on nothing else."""

from collections.abc import Mapping
from datetime import date

import pytest

from pactwatch import atlas, run
from pactwatch.claims.coder import Coder
from pactwatch.claims.decode import mixed
from pactwatch.claims.explain import explain
from pactwatch.nouns import Article

TEXT = "Poland warned Belarus on Monday."


def coder(second: Mapping[str, float]) -> Coder:
    """The English coder with a second reader that always says the same."""
    made = run.coder("en", 0.05)
    return Coder(made.language, made.words, atlas.world().deeds, made.models, made.mentions, made.is_pact, made.styles, 0.05,
                 second=lambda text, source, target: second)


def test_a_vote_moves_chances_between_types_and_keeps_their_sum() -> None:
    types = mixed({"ACCUSE": 0.4, "THREATEN": 0.2, "AID": 0.1}, {"ACCUSE": 0.1, "THREATEN": 0.9})
    assert sum(types.values()) == pytest.approx(0.7)
    assert max(types, key=lambda name: types[name]) == "THREATEN"
    assert types["AID"] < 0.001  # the second reader has not heard of it


def test_a_level_vote_changes_nothing() -> None:
    assert mixed({"ACCUSE": 0.4, "AID": 0.2}, {"ACCUSE": 0.5, "AID": 0.5}) == pytest.approx({"ACCUSE": 0.4, "AID": 0.2})


@pytest.mark.parametrize("vote", ["ACCUSE", "COERCE"])
def test_a_loud_vote_decides_the_type_of_a_word_of_several_meanings(vote: str) -> None:
    article = Article("a", "en", "", TEXT, date(2024, 5, 6))
    heard = coder({vote: 1.0}).claims(article)
    assert heard and {c.type for c in heard} == {vote}
    assert {(c.start, c.stop) for c in heard} <= {(c.start, c.stop) for c in coder({}).claims(article)}


def test_only_english_has_one() -> None:
    assert run.second_reader("en") and not run.second_reader("ru")


def test_the_vote_is_told_among_the_reasons() -> None:
    """Where another type is the runner-up; the vote has no say on whether anything happened."""
    told = [c for e in explain(coder({"REQUEST": 0.7, "THREATEN": 0.3}), Article("a", "en", "", "Poland urged Belarus to withdraw, or else.", date(2024, 5, 6)))
            for c in e.choices if c.question == "type"]
    assert told
    for choice in told:
        assert any(r.feature == "second reader" for r in choice.reasons) == (choice.rival != "nothing"), choice
