"""The checks of a brief: the founding article's seven findings, and each rule on a sound text and a spoiled one."""

import re

import pytest
from brief_inputs import WORLD, actors_in, table
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.lint import Finding, lint

WORDS = table("lint.toml")

SOUND = """# Russian-Led Alliance Weakening as Kyrgyzstan Pulls Away

By A. Analyst · 20 October 2022 · Central Asia · CSTO

## Image

Flags before a summit

## Pull Quote

> “Bishkek was ready to see it as a mediator, … Dushanbe was not…”

## Commentary

The excerpted article from the Moscow-based, Russian-language newspaper Herald discusses a quarrel in the Collective Security Treaty \
Organization (CSTO). The article notes that Kyrgyzstan left the exercises in Tajikistan, where 59 soldiers waited.[i]

Tajikistan is likely to follow. Pactwatch has low confidence in this.

## Source

“Спор соседей (A Quarrel of Neighbours),” Herald (Moscow-based Russian-language daily focusing on politics), 17 October 2022. \
https://herald.example/1

## Excerpt

> Kyrgyzstan left the [exercises] of the CSTO that began today in Tajikistan, where 59 soldiers waited…. Bishkek was ready to see it as a \
mediator, while Dushanbe was not.

> In the end, Dushanbe was not persuaded. “We wait,” said Rahmon.

## Notes

[i] Clashes go back to 2021. For more, see A. Writer, “A Border Resolved?,” OE Watch, Issue 3, March 2019.

## Image Information

Image: Flags before a summit
Source: https://images.example/flags
Attribution: A. Photographer
Licence: CC BY 4.0

## About This Brief

- Archive copy: SHA-256 abab, captured 2022-10-18T06:00:00Z
"""


def found(text: str) -> list[Finding]:
    return lint(text, WORDS, actors_in)


def spoiled(old: str, new: str) -> list[Finding]:
    assert old in SOUND
    return found(SOUND.replace(old, new, 1))


def test_a_sound_brief_has_no_findings() -> None:
    assert found(SOUND) == []


FOUNDING = (WORLD / "examples" / "founding-article.md").read_text(encoding="utf-8")
SEVEN = [
    ("quote", "“In particular, it directly", ("“directly hits the unity within” against “directly effects the unity in”",)),
    ("dates", "upcoming exercises in Tajikistan", ("“upcoming exercises” against “maneuvers that began today”",)),
    ("strength", "requested that Russia mediate", ("“requested that Russia mediate”", "“was ready to see it as a mediator”")),
    ("support", "United States, Turkey", ("“United States”, “Turkey” and “China” are attributed to the article but not in the excerpt",)),
    ("estimative language", "could, like Kyrgyzstan", ("“could, like Kyrgyzstan, decrease engagement",)),
    ("citation", " (Moscow-based Russian-language daily", ("lacks: outlet and URL",)),
    ("licence", "CC BY 4.0", ("has the licence “CC BY 4.0” and lacks: source URL",)),
]


def test_the_founding_article_has_its_seven_findings_each_at_its_place() -> None:
    findings = found(FOUNDING)
    assert [f.rule for f in findings] == [rule for rule, _, _ in SEVEN]
    rows = FOUNDING.split("\n")
    for finding, (_, words, told) in zip(findings, SEVEN, strict=True):
        assert rows[finding.line - 1][finding.column - 1 :].startswith(words)
        assert all(part in finding.message for part in told)
        assert finding.mend


def plain(text: str) -> str:
    """The form without headings."""
    body = re.sub(r"^(?:# |> )", "", text, flags=re.MULTILINE).replace("## Image Information", "Image Information:")
    return re.sub(r"^## .*\n\n", "", body, flags=re.MULTILINE)


def test_the_plain_form_of_the_founding_article_has_the_same_findings() -> None:
    text = plain(FOUNDING)
    assert "##" not in text
    findings = found(text)
    assert [(f.rule, f.message) for f in findings] == [(f.rule, f.message) for f in found(FOUNDING)]
    for finding, (_, words, _) in zip(findings, SEVEN, strict=True):
        assert text.split("\n")[finding.line - 1][finding.column - 1 :].startswith(words)


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("headline", "Pulls Away\n", "Pulls Away.\n"),
        ("headline", "Weakening as", "weakening as"),
        ("quote", "ready to see it", "willing to see it"),
        ("quote", "“Bishkek was ready to see it as a mediator, … Dushanbe was not…”", ""),
        ("quote", "“Bishkek was ready to see it as a mediator, … Dushanbe was not…”", "“Dushanbe was not persuaded … Bishkek was ready”"),
        ("quote", "discusses a quarrel", "discusses “a bitter old quarrel”"),
        ("curly quotes", "Pactwatch has", 'The "bloc" waits. Pactwatch has'),
        ("citation", " Herald (Moscow", " (Moscow"),
        ("citation", ", 17 October 2022.", "."),
        ("citation", "https://herald.example/1", ""),
        ("bilingual title", " (A Quarrel of Neighbours)", ""),
        ("support", "Kyrgyzstan left the exercises in", "Kyrgyzstan and China left the exercises in"),
        ("support", "59 soldiers waited.[i]", "61 soldiers waited.[i]"),
        (
            "support",
            "Kyrgyzstan left the exercises in Tajikistan, where 59 soldiers waited",
            "harvest prices doubled across several provinces",
        ),
        ("strength", "Kyrgyzstan left the exercises", "Kyrgyzstan requested mediation over the exercises"),
        ("dates", "17 October 2022", "31 September 2022"),
        ("dates", "17 October 2022", "25 October 2022"),
        ("dates", "Clashes go back to 2021.", "Clashes began on 3 November 2022."),
        ("dates", "March 2019", "March 2023"),
        ("dates", "captured 2022-10-18", "captured 2022-10-01"),
        ("dates", "left the exercises in", "left the upcoming exercises in"),
        ("estimative language", "is likely to follow", "could follow"),
        ("estimative language", "is likely to follow", "is likely (95 %) to follow"),
        ("estimative language", "is likely to follow", "is very unlikely (5–30 %) to follow"),
        ("estimative language", "Tajikistan is likely to follow", "There is a roughly even chance (70 percent) that Tajikistan follows"),
        ("licence", "Source: https://images.example/flags\n", "Source: none recorded\n"),
        ("licence", "Source: https://images.example/flags\nAttribution: A. Photographer\nLicence: CC BY 4.0",
         "Source: none recorded\nAttribution: A. Photographer\nLicence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"),
        ("estimative language", "Pactwatch has low", "A split is improbable. Pactwatch has low"),
        ("estimative language", "is likely to follow. Pactwatch has low confidence in this", "is likely (low confidence) to follow"),
        ("estimative language", "is likely to follow. Pactwatch", "is likely to follow, though confidence is moderate. Pactwatch"),
        ("licence", "Source: https://images.example/flags\n", ""),
        ("licence", "Licence: CC BY 4.0\n", ""),
        ("licence", "Attribution: A. Photographer", "Attribution: CC BY 4.0"),
        ("licence", "Image: Flags before a summit\n", ""),
        ("cross-reference", "waited.[i]", "waited.[i] It hesitated.[ii]"),
        ("cross-reference", "waited.[i]", "waited."),
        ("cross-reference", "OE Watch, Issue 3, March 2019", "OE Watch"),
        ("acronym", "the Collective Security Treaty Organization (CSTO)", "the CSTO"),
        ("brackets", "[exercises]", "[exercises"),
        ("brackets", "[exercises]", "[] exercises"),
        ("brackets", "“We wait,”", "“We wait,"),
        ("ellipsis", "waited….", "waited....."),
        ("ellipsis", "waited….", "waited. . ."),
    ],
)
def test_each_rule_finds_its_fault_and_only_that(rule: str, old: str, new: str) -> None:
    assert {f.rule for f in spoiled(old, new)} == {rule}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("is likely to follow", "is likely (55–80 %) to follow"),
        ("is likely to follow", "is almost certain (99 %) to follow"),
        ("is likely to follow", "is likely (as 3 of the last 4 did) to follow"),
        ("is likely to follow", "is likely to follow the confidence-building talks"),
        ("Pactwatch has low confidence", "The article asserts that Kyrgyzstan could leave the exercises. Pactwatch has low confidence"),
        (
            "Pactwatch has low confidence",
            "The article, in the wake of the war in Ukraine, mentions exercises of soldiers. Pactwatch has low confidence",
        ),
        ("left the exercises in Tajikistan", "left the upcoming exercises in Kazakhstan and those in Tajikistan"),
        ("Kyrgyzstan left the exercises", "Kyrgyzstan was ready for a mediator and left the exercises"),
        ("“Спор соседей (A Quarrel of Neighbours),” Herald (Moscow-based Russian", "“A Quarrel,” Herald (London-based English"),
        ("waited….", "waited…."),
    ],
)
def test_what_is_sound_passes(old: str, new: str) -> None:
    assert spoiled(old, new) == []


def test_a_brief_without_an_image_needs_no_licence() -> None:
    text = re.sub(r"## Image Information.*?(?=## About)", "", SOUND, flags=re.DOTALL)
    text = text.replace("## Image\n\nFlags before a summit\n\n", "")
    assert found(text) == []


def test_an_empty_text_is_told_what_it_lacks() -> None:
    assert {"headline", "quote", "citation"} <= {f.rule for f in found("")}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(re.split(r"(\W)", SOUND)), max_size=200), st.integers(0, len(SOUND)))
def test_any_text_is_checked_without_breaking_and_each_place_is_in_it(pieces: list[str], cut: int) -> None:
    for text in ("".join(pieces), SOUND[:cut] + "".join(pieces) + SOUND[cut:]):
        rows = text.split("\n")
        for finding in found(text):
            assert 1 <= finding.line <= len(rows)
            assert 1 <= finding.column <= len(rows[finding.line - 1]) + 1
