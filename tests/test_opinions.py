"""Opinions with their words in one sentence: whom they may be of, and how they are scored."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactwatch import atlas, run
from pactwatch.languages import ru
from pactwatch.nouns import Article
from pactwatch.stances.lexicon import Lexicon
from pactwatch.stances.ties import Scene, candidates, known

Opinion = tuple[set[int], set[int], set[int], str]
TOOL = Path(__file__).parent.parent / "tools" / "train_opinions.py"
GOLD: Opinion = ({0, 1}, {5}, {3}, "neg")


@pytest.fixture(scope="module")
def share() -> Callable[[Opinion, list[Opinion]], float]:
    spec = importlib.util.spec_from_file_location("train_opinions", TOOL)
    assert spec and spec.loader
    tool: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    found: Callable[[Opinion, list[Opinion]], float] = tool.share
    return found


@pytest.mark.parametrize("said, worth", [
    (({0, 1}, {5}, {3}, "neg"), 1.0),
    (({0}, {5}, {3}, "neg"), (0.5 + 1 + 1) / 3),
    (({0, 1}, {5}, {3}, "pos"), 0.0),
    ((set(), {5}, {3}, "neg"), 0.0),
    (({0, 1}, {6}, {3}, "neg"), 0.0),
])
def test_an_opinion_counts_with_what_overlaps(share: Callable[[Opinion, list[Opinion]], float], said: Opinion, worth: float) -> None:
    assert share(GOLD, [said]) == pytest.approx(worth)


def test_candidates_are_names_and_nouns_with_their_adjectives() -> None:
    text = "Новый министр похвалил Марию Иванову за смелый шаг"
    said = Lexicon(ru, atlas.attitudes("ru")).read(text, 0, len(text))
    found = {text[said.tokens[a].start:said.tokens[b].stop] for a, b in candidates(said, text)}
    assert {"Новый министр", "Марию Иванову", "смелый шаг"} <= found


def test_whom_the_text_told_of_before_is_known() -> None:
    text = "Петров похвалил Иванова"
    said = Lexicon(ru, atlas.attitudes("ru")).read(text, 0, len(text))
    scene = Scene(said, text, frozenset(), [set(), {"петров"}])
    assert "ago2Truewho" in set(known(scene, (0, 0)))
    assert not any("True" in name for name in known(scene, (2, 2)))


def test_a_name_within_the_words_may_be_an_end() -> None:
    text = "Она осудила подавление Кремлем инакомыслия"
    said = Lexicon(ru, atlas.attitudes("ru")).read(text, 0, len(text))
    scene = Scene(said, text, frozenset())
    assert (3, 3) in scene.free((2, 4), fully=True)
    assert (3, 3) not in scene.free((2, 4), fully=False)


def test_opinions_of_a_text_point_at_their_words() -> None:
    text = "Суд признал Петрова виновным в убийстве. 🙂 Президент поблагодарил спасателей за мужество."
    found = run.opinions_of(Article("a", "ru", "", text, None))
    assert {s.polarity for s in found} == {"pos", "neg"}
    for stance in found:
        assert {s.means for s in stance.spans} >= {"target", "words"}
        assert all(text[s.start:s.stop] == s.text for s in stance.spans)
