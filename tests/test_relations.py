"""What a given source does to a given target."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch import atlas, relations, run
from pactwatch.nouns import Bad
from pactwatch.relations import features
from pactwatch.relations.marked import Marked
from pactwatch.relations.model import pack, unpack

HOME = Path(__file__).parent.parent


def spots(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """"{Oman} warned [Fiji]." → its text and the two ends."""
    text = "".join(c for c in marked if c not in "{}[]")
    ends = []
    for opens, closes in ("{}", "[]"):
        inside = marked[marked.index(opens) + 1:marked.index(closes)]
        ends.append((text.index(inside), text.index(inside) + len(inside)))
    return text, ends[0], ends[1]


def marked(sentence: str) -> Marked:
    return run.marker("en").mark(*spots(sentence))


def told(sentence: str) -> str:
    return run.relate(*spots(sentence), "en")[0]


@pytest.fixture(scope="module")
def trainer() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("train_relate", HOME / "tools" / "train_relate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module


def test_an_end_is_one_word_however_long_its_name() -> None:
    sentence = marked("On Monday {the foreign ministry of Oman} accused [3 Fijian ministers] of lying.")
    assert sentence.words == ("on", "monday", "SOURCE", "accused", "TARGET", "of", "lying", ".")
    assert sentence.lemmas[3] == "accuse" and sentence.source == ("the", "foreign", "ministry", "of", "oman")
    assert sentence.target[0] == "#" and [(t.sense, t.type) for t in sentence.told if t.place == 3] == [("accuse", "ACCUSE")]


def test_an_end_may_be_missing() -> None:
    sentence = run.marker("en").mark("Oman resigned.", (0, 4), None)
    assert sentence.words == ("SOURCE", "resigned", ".") and sentence.target == () and list(features.path(sentence)) == ["alone"]


def test_the_path_knows_who_stands_first() -> None:
    assert "whole>:free" in features.path(marked("{Oman} freed [Fiji]."))
    assert "whole<:be free by" in features.path(marked("[Fiji] was freed by {Oman}."))


@pytest.mark.parametrize("sentence, type_", [
    ("{Oman} accused [Fiji] of arming the rebels.", "ACCUSE"),
    ("{Oman} will meet [the Fijian premier] on Tuesday.", "AGREE"),
    ("{Oman} met [the Fijian premier] on Tuesday.", "CONSULT"),
    ("{Oman} refused to meet [the Fijian premier].", "REJECT"),
    ("{Oman} threatened to bomb [Fiji].", "THREATEN"),
    ("{Oman} bombed [Fiji].", "ASSAULT"),
    ("{Oman} urged [Fiji] to stop bombing.", "REQUEST"),
    ("{Oman} lifted its sanctions on [Fiji].", "CONCEDE"),
    ("{Oman} has declared a ceasefire with [Fiji].", "RETREAT"),
    ("{Oman} suspended its aid to [Fiji].", "SANCTION"),
    ("[A Fijian sailor] was arrested by {Omani police}.", "COERCE"),
    ("{Oman} gave [Fiji] two million dollars in food aid.", "AID"),
    ("{Oman} praised [Fiji].", "SUPPORT"),
    ("{Omani teachers} went on strike against [the ministry].", "PROTEST"),
    ("{Oman} put its troops on alert on the border with [Fiji].", "MOBILIZE"),
    ("{Oman} and [Fiji] held joint naval exercises.", "COOPERATE"),
])
def test_each_type_and_its_mood(sentence: str, type_: str) -> None:
    """The mood decides: a meeting held, to come, refused."""
    assert told(sentence) == type_


def test_the_chances_sum_to_one_and_have_every_type_but_one_of_the_yielding() -> None:
    model = relations.load()
    chances = model.chances(marked("{Oman} freed [Fiji]."))
    assert sum(chances.values()) == pytest.approx(1) and len(chances) == 15
    assert set(chances) | {"CONCEDE", "RETREAT"} == set(atlas.world().deeds.types)


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 60))
def test_any_text_has_an_answer(text: str, start: int, length: int) -> None:
    spot = (start, min(start + length, len(text))) if start < len(text) else None
    type_, probability = run.relate(text, spot, None, "en")
    assert type_ in atlas.world().deeds.types and 0 < probability <= 1


def test_a_language_without_a_coder_is_told() -> None:
    with pytest.raises(Bad, match="language 'kk' has no coder"):
        run.relate("Астана", (0, 6), None, "kk")


def test_a_broken_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.npz").write_bytes(b"PK nothing")
    for name in ("broken.npz", "none.npz"):
        with pytest.raises(Bad, match=r"train_relate\.py"):
            relations.load(tmp_path / name)


def test_packing_changes_little(trainer: ModuleType) -> None:
    """The weights are kept in 255 steps; the same model gives the same bytes."""
    rows = list(trainer.read_own())
    for row in rows:
        row.counts = features.counted(run.marker("en").mark(row.text, row.source, row.target))
    model = trainer.fit_scores(rows)
    again = unpack(pack(model))
    assert pack(again) == pack(unpack(pack(again)))
    sentence = marked("{Oman} accused [Fiji] of arming the rebels.")
    assert np.abs(model.scores(sentence) - again.scores(sentence)).max() < 0.02


def test_what_it_learns_from_is_well_formed(trainer: ModuleType) -> None:
    rows = list(trainer.read_own())
    assert {row.type for row in rows} == set(atlas.world().deeds.types)
    assert all(row.source and not set("{}[]") & set(row.text) for row in rows)
    assert len({row.text for row in rows}) > 0.95 * len(rows)


def test_what_it_learns_from_is_in_no_corpus(trainer: ModuleType, shared: Path) -> None:
    """Two of three runs of three words, or one of six, would be another's sentence."""
    def shares(text: str, size: int) -> set[str]:
        words = re.findall(r"\w+", text.lower())
        return {" ".join(words[i:i + size]) for i in range(len(words) - size + 1)}

    corpora = [row.text for row in (*trainer.read_plv(shared), *trainer.read_gsr(shared))]
    long = set().union(*(shares(text, 6) for text in corpora))
    short = [shares(text, 3) for text in corpora]
    for row in trainer.read_own():
        assert not shares(row.text, 6) & long, row.text
        assert all(3 * len(shares(row.text, 3) & other) < 2 * max(len(shares(row.text, 3)), 1) for other in short), row.text


def test_the_same_story_is_one_fold(trainer: ModuleType) -> None:
    story = trainer.stories(["Oman and Fiji agreed to hold joint drills in May.", "Rain fell.", "Oman and Fiji agreed to hold joint drills, it said."])
    assert story[0] == story[2] != story[1]


def test_marks_of_the_gold_records_are_read(trainer: ModuleType) -> None:
    text, source, target = trainer.bracketed("(SRC: Oman) (EVT: freed) (a few) men of (LOC:(TAR: Fiji)) and (TAR: Chad).")
    assert text == "Oman freed (a few) men of Fiji and Chad." and text[slice(*source)] == "Oman" and text[slice(*target)] == "Fiji"
    _, source, target = trainer.bracketed("(SRC/TAR: Oman) and (SRC/TAR: Fiji) (EVT: met).")
    assert (source, target) == ((0, 4), (9, 13))
