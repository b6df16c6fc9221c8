"""A watch of four weeks whose feed names no languages: the day cuts it, its own span is told, and nobody guesses what is not known."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pactwatch import run
from pactwatch.cli import present
from pactwatch.formats import html, md
from pactwatch.formats.view.plain import plain
from pactwatch.nouns import Bad

FIRST = date(2023, 3, 6)
TEXTS = ("Armenia accused the CSTO of inaction on Monday.", "Russia and Armenia held talks in Yerevan.", "Kazakhstan took part in the exercises of the CSTO.",
         "Armenia refused to host the drills of the CSTO.", "Russia and Kazakhstan signed an agreement in Astana.",
         "Armenia criticized Russia over the peacekeepers.")


def watch(folder: Path, languages: str = '["en"]', more: Sequence[dict[str, str]] = ()) -> Path:
    """A watch of six articles in English, five days apart, none of which says so, and of those `more`."""
    rows = [{"id": f"a{i}", "published": str(FIRST + timedelta(days=5 * i)), "title": f"News {i}", "text": text, "url": f"https://www.reuters.com/{i}"}
            for i, text in enumerate(TEXTS)]
    (folder / "a.jsonl").write_text("\n".join(json.dumps(r) for r in [*rows, *more]), encoding="utf-8")
    place = folder / "watch.toml"
    place.write_text(f'id = "w"\npact = "CSTO"\nregion = "r"\nlanguages = {languages}\nsince = 2023-01-01\narticles = ["a.jsonl"]\n', encoding="utf-8")
    return place


def ran(place: Path, day: date = FIRST + timedelta(days=25)) -> run.Run:
    return run.run(str(place), day, lambda *_: None, lambda bad: pytest.fail(str(bad)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> run.Run:
    return ran(watch(tmp_path_factory.mktemp("short")))


def test_a_language_that_the_feed_does_not_name_is_found(made: run.Run) -> None:
    assert made.brief is not None and {a.language for a in made.articles.values()} == {"en"}


def test_a_watch_of_other_languages_says_which(tmp_path: Path) -> None:
    with pytest.raises(Bad, match=r"none of its 6 articles .* 'languages' \(ru\); they are in en"):
        ran(watch(tmp_path, '["ru"]'))


def test_a_watch_of_some_sources_reads_no_other(tmp_path: Path) -> None:
    place = watch(tmp_path, more=[{"id": "k", "published": "2023-03-07", "text": "Armenia met Russia.", "source": "kommersant"}])
    everything = place.read_text(encoding="utf-8")
    place.write_text(everything + 'sources = ["reuters"]\n', encoding="utf-8")
    assert {a.source for a in ran(place).articles.values()} == {"reuters"}
    place.write_text(everything + 'sources = ["tass"]\n', encoding="utf-8")
    with pytest.raises(Bad, match=r"no dated article of its sources \(tass\) since"):
        ran(place)
    place.write_text(everything + 'sources = ["routers"]\n', encoding="utf-8")
    with pytest.raises(Bad, match="sources: 'routers' is not declared"):
        ran(place)


def test_the_language_of_the_outlet_is_told_though_the_watch_names_none(tmp_path: Path) -> None:
    brief = ran(watch(tmp_path, "[]")).brief
    assert brief is not None and "English-language news agency Reuters" in brief.commentary[0][0].text and " -language" not in md.text(brief)


def test_a_short_history_is_told_as_long_as_it_is(made: run.Run) -> None:
    assert made.brief is not None
    page, text, laid = html.page(made.brief), md.text(made.brief), plain(made.brief)
    assert "three weeks before" in " ".join(s.text for p in made.brief.commentary for s in p)
    assert "in three weeks" in page and "compares with three weeks before" in page and "“Before” is three weeks before" in text
    assert laid["states"][0]["change"].endswith("in three weeks") and "three weeks before" in laid["legend"]
    assert not [told for told in (page, text, str(laid)) if re.search("four weeks", told)]


def shown(made: run.Run) -> str:
    out = StringIO()
    present.summary(made, [Path("out/brief.md")], Console(file=out, width=200, no_color=True))
    return out.getvalue()


def test_the_terminal_counts_what_was_published_by_the_day(made: run.Run, tmp_path: Path) -> None:
    told = shown(made)
    assert "3 weeks" in told and "4 weeks" not in told and "6 articles of 1 source read" in told and "left out" not in told
    late = ran(watch(tmp_path, more=[{"id": "u", "lang": "en", "text": "Armenia met Russia."}]), FIRST + timedelta(weeks=1))
    assert re.search(r"2 articles of 1 source read, [23] claims?, [23] events?; left out: 4 articles of later days, 1 article without a date", shown(late))
