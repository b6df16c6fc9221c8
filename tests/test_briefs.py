"""The brief: chosen, told, cited, judged; nothing from after its day, nothing without support."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from brief_inputs import (
    ACTORS,
    ARTICLES,
    CLAIMS,
    DAY,
    EVENTS,
    MAIN,
    ORIGINAL,
    PACT,
    SENTENCES,
    SOURCES,
    WATCH,
    WORLD,
    actors_in,
    article,
    claim,
    event,
    offsets,
    readings,
    table,
)

from pactwatch import atlas
from pactwatch.briefs import Read, compose, desktop
from pactwatch.briefs.drivers import effects, movers
from pactwatch.briefs.measure import likelihood, share
from pactwatch.briefs.names import Names
from pactwatch.briefs.notes import roman
from pactwatch.briefs.phrases import Teller, deeds
from pactwatch.briefs.quotes import pull_quote, typeset
from pactwatch.formats import md
from pactwatch.formats.view.state import states
from pactwatch.lint import lint
from pactwatch.nouns import Actor, Bad, Brief, Claim, Driver, Pair, Passage, Span

PHRASES = table("phrases_en.toml")
DECLARED = atlas.World(ACTORS, {}, SOURCES, atlas.world().deeds)


def made(**more: Any) -> Brief:
    given: dict[str, Any] = {
        "day": DAY,
        "articles": ARTICLES,
        "claims": CLAIMS,
        "events": EVENTS,
        "readings": readings(),
    }
    given |= {"sentences": SENTENCES, "watch": WATCH}
    of = given | more
    read = Read(*(of[key] for key in ("articles", "claims", "events", "readings", "sentences")))
    return compose(desktop(of["watch"], PACT, of["day"], read, DECLARED, PHRASES))


def said(brief: Brief) -> str:
    return "\n".join(" ".join(s.text for s in paragraph) for paragraph in brief.commentary)


def test_the_whole_brief_lints_clean() -> None:
    assert lint(md.text(made()), table("lint.toml"), actors_in) == []


def test_headline_tells_the_direction_and_who_pulls() -> None:
    assert made().headline == "Russian-Led CSTO Almost Certainly Weakening as Kyrgyzstan, Armenia and Tajikistan Pull Away"
    assert made(readings=readings(0.01, 0.54)).headline.startswith("No Clear Change in Russian-Led CSTO")
    assert made(readings=readings(-1.2, 0.35)).headline.startswith("Russian-Led CSTO Likely Drawing Closer")
    assert made(readings=readings(1.2, 0.54)).headline.startswith("No Clear Change in Russian-Led CSTO Amid Friction With")
    assert made(readings=()).headline == "Kyrgyzstan, Armenia and Tajikistan Pull Away From Russian-Led CSTO"


def test_headline_says_when_nothing_recent_was_read() -> None:
    brief = made(day=date(2023, 3, 1), articles={"a1": MAIN})
    assert brief.headline == "No Recent Coverage of Russian-Led CSTO on Record"
    assert any("older one" in warning for warning in brief.warnings)


def test_without_any_article_it_says_what_is_missing() -> None:
    with pytest.raises(Bad, match="no article of the watch test"):
        made(day=date(2020, 1, 1))


def test_opening_names_city_language_kind_and_outlet() -> None:
    opens = "The excerpted article from the Moscow-based, Russian-language newspaper Moscow Herald discusses "
    assert said(made()).startswith(opens)
    bare = {"a1": replace(MAIN, source=None, url="https://www.unknown.example/1")}
    text = said(made(articles=bare))
    assert text.startswith("The excerpted article from unknown.example, a Russian-language outlet whose city, kind, and reliability are not")


def test_what_the_article_says_is_attributed_and_acronyms_are_spelled_out_once() -> None:
    text = said(made())
    assert "According to the article, Kyrgyzstan canceled an exercise of the CSTO and asked Russia for help." in text
    assert "the Collective Security Treaty Organization (CSTO)" in text
    assert text.count("Collective Security Treaty Organization") == 1


def test_other_outlets_are_named_dated_and_cited() -> None:
    brief = made()
    assert "news.example reported on 9 October 2022 that Armenia declined to take part in an exercise of the CSTO.[ii]" in said(brief)
    assert brief.notes[1].sentences[0].text == "“Без Еревана (Without Yerevan),” news.example, 9 October 2022. https://news.example/2"


def test_notes_give_the_earlier_history() -> None:
    told = made().notes[0].sentences[0].text
    assert told.startswith("In April 2021, Kyrgyzstan and Tajikistan clashed (“Без Еревана (Without Yerevan),” news.example,")


def note_of(*more: Claim) -> str:
    """The first note, with these claims beside the sample's, the sample's own history left out."""
    claims = [c for c in CLAIMS if c.id != "c5"] + list(more)
    brief = made(claims=claims, events=[event(c) for c in claims])
    return brief.notes[0].sentences[0].text


def test_a_note_tells_the_month_that_the_words_tell() -> None:
    """An article of October may recall what was in April: the claim keeps its day, the words tell the month."""
    fought: dict[str, Any] = {"symmetric": True, "background": True}
    told_ = claim("x1", "a2", 1, "KGZ", "TJK", "ASSAULT", "clash", **fought, spans=(Span(0, 6, "апреле", "when 2021-04"),))
    assert note_of(told_).startswith("In April 2021, Kyrgyzstan and Tajikistan clashed (")
    whole = claim("x1", "a2", 1, "KGZ", "TJK", "ASSAULT", "clash", **fought, spans=(Span(0, 6, "году", "when 2021"),))
    assert note_of(whole).startswith("In 2021, Kyrgyzstan and Tajikistan clashed (")
    ahead = claim("x1", "a2", 1, "KGZ", "TJK", "ASSAULT", "clash", **fought, date=date(2021, 4, 28), spans=(Span(0, 6, "году", "when 2023"),))
    assert note_of(ahead).startswith("In April 2021, ")


def test_background_without_a_time_of_its_own_is_no_history() -> None:
    assert "clashed" not in note_of(claim("x1", "a2", 1, "KGZ", "TJK", "ASSAULT", "clash", symmetric=True, background=True))


def test_history_hangs_on_a_sentence_about_both_ends_or_on_none() -> None:
    """Of Kazakhstan and Tajikistan no sentence of the article tells both: a note on them would explain nothing."""
    first = made().commentary[0]
    assert "[i]" in first[0].text and not any("[i]" in s.text for s in first[1:])  # the opening names both
    assert "clashed" not in note_of(claim("x1", "a2", 1, "KAZ", "TJK", "ASSAULT", "clash", symmetric=True, background=True, date=date(2021, 4, 28)))


def test_the_doers_own_word_is_no_speakers() -> None:
    spans = (Span(0, 8, "Киргизия", "source"), Span(0, 8, "Киргизия", "speaker"))
    own = replace(CLAIMS[0], speaker="Киргизская сторона", spans=spans)
    claims = [own, *CLAIMS[1:]]
    assert "a speaker it cites" not in said(made(claims=claims, events=[event(c) for c in claims]))
    other = replace(own, spans=spans[:1])
    claims = [other, *CLAIMS[1:]]
    assert "a speaker it cites" in said(made(claims=claims, events=[event(c) for c in claims]))


def test_without_an_earlier_week_no_direction_is_in_the_headline() -> None:
    alone = [replace(r, fell=0.5) for r in readings() if r.week == max(x.week for x in readings())]
    assert "Steady" not in made(readings=alone).headline and "Pull Away From Russian-Led CSTO" in made(readings=alone).headline


def test_an_outlet_and_a_title_that_nobody_gave() -> None:
    bare = replace(ARTICLES["a2"], url=None, title="", title_en=None)
    brief = made(articles=ARTICLES | {"a2": bare})
    assert "An outlet that is not named reported on 9 October 2022" in said(brief)
    assert any(n.sentences[0].text.startswith("“Untitled,” an outlet") for n in brief.notes)
    lead = made(articles=ARTICLES | {"a1": replace(ARTICLES["a1"], url=None, source=None)})
    assert "The excerpted article from a Russian-language outlet that is not named discusses" in said(lead)
    assert any(w.startswith("The article names no outlet: ") for w in lead.warnings)


def test_two_deeds_of_one_member_have_one_subject() -> None:
    left = claim("x1", "a2", 0, "ARM", "CSTO", "SANCTION", "member_leave", date=date(2022, 10, 8))
    claims = [*CLAIMS, left]
    text = said(made(claims=claims, events=[event(c) for c in claims]))
    assert "that Armenia " in text and "and that Armenia" not in text


def test_the_measures_stand_by_name() -> None:
    rows = [line.split(" | ")[0] for line in md.text(made()).splitlines() if "| cohesion |" in line]
    assert rows[0] == "| CSTO" and rows[1:] == sorted(rows[1:])


@pytest.mark.parametrize(("said_", "printed"), [
    ("The Neighbors' Quarrel", "The Neighbors’ Quarrel"), ("Minsk's 'no'", "Minsk’s 'no'"), ('He said "no"', "He said “no”"),
])
def test_typesetting(said_: str, printed: str) -> None:
    assert typeset(said_) == printed


def test_nothing_from_after_the_day() -> None:
    brief = made()
    assert "Kazakhstan" not in md.text(brief)
    assert "e6" not in {e.id for e in brief.events}
    assert all((a.published or DAY) <= DAY for a in brief.articles)


def test_every_sentence_rests_on_something() -> None:
    brief = made()
    every = [s for p in brief.commentary for s in p] + [s for n in brief.notes for s in n.sentences]
    assert every
    assert all(s.events or s.passages or s.readings for s in every)
    for passage in (p for s in every for p in s.passages):
        assert ARTICLES[passage.article].text[passage.start : passage.stop] == passage.text


def test_measure_judgement_and_confidence_stand_apart() -> None:
    kinds = {s.kind: s.text for p in made().commentary for s in p}
    assert "90 % band −1.10 to −0.30" in kinds["measure"]
    judged = [s.text for s in made().commentary[-1] if s.kind == "judgement"]
    assert len(judged) == 2
    assert "almost certain (99 %)" in judged[0] and "onfidence" not in judged[0]
    assert judged[1].startswith("Confidence in this judgment is moderate")


@pytest.mark.parametrize(
    ("probability", "term"),
    [(0.01, "almost no chance"), (0.2, "unlikely"), (0.55, "likely"), (0.8, "very likely"), (0.99, "almost certain")],
)
def test_a_band_holds_its_lower_end(probability: float, term: str) -> None:
    assert likelihood(probability) == term


@pytest.mark.parametrize(
    ("fell", "direction", "says"),
    [
        (0.7, "weaker", "likely (70 %)"),
        (0.6, "weaker", "likely (60 %)"),
        (0.546, "unchanged", "roughly even chance (54 %)"),
        (0.5, "unchanged", "roughly even chance (50 %)"),
        (0.2, "stronger", "very likely (80 %)"),
    ],
)
def test_headline_judgment_box_and_table_tell_one_direction(fell: float, direction: str, says: str) -> None:
    brief = made(readings=readings(1.2, fell))
    words = {"weaker": "Weakening", "stronger": "Drawing Closer", "unchanged": "No Clear Change"}
    assert words[direction] in brief.headline
    assert says in said(brief)
    pact = states(brief)[0]
    assert pact.of == "CSTO" and pact.move == direction
    assert re.search(rf"^\| CSTO \|.*{direction} \({pact.chance}\)", md.text(brief), re.MULTILINE)


@pytest.mark.parametrize(("fell", "close"), [(0.56, True), (0.54, True), (0.44, True), (0.58, False), (0.5, False), (0.3, False)])
def test_a_direction_named_by_a_hair_is_said_to_be(fell: float, close: bool) -> None:
    assert ("The judgment is a close one" in said(made(readings=readings(1.2, fell)))) == close


def test_a_close_judgment_lints_clean() -> None:
    assert lint(md.text(made(readings=readings(1.2, 0.56))), table("lint.toml"), actors_in) == []


def test_the_week_of_the_brief_is_told_as_far_as_it_was_read() -> None:
    """What the article of the day tells moves the figure of that day; a week of which nothing was read yet does not stand for it."""
    monday = DAY - timedelta(days=DAY.weekday())
    known = readings()
    last = max(r.week for r in known)
    so_far = [replace(r, week=monday, value=r.value - 1) for r in known if r.week == last and last < monday]
    brief = made(readings=[*known, *so_far])
    assert so_far and "in the week of 17 October 2022 so far" in said(brief) and "as far as it was read" in md.text(brief)
    assert {r.week for r in brief.readings} == {monday}
    unread = made(readings=[*known, *(replace(r, coverage=0.0) for r in so_far)])
    assert {r.week for r in unread.readings} == {last} and "so far" not in said(unread)


def test_the_commentary_keeps_its_measure() -> None:
    for fell in (0.1, 0.5, 0.9):
        brief = made(readings=readings(1.2, fell))
        assert len(said(brief).split()) <= 260 and 2 <= len(brief.commentary) <= 3


def test_the_leading_state_is_not_among_those_that_pull() -> None:
    own = claim("c8", "a2", 0, "RUS", "CSTO", "REJECT", "exercise_skip")
    brief = made(claims=(*CLAIMS, own), events=(*EVENTS, event(own)))
    assert "Russia declined" not in said(brief) and "Russia and" not in brief.headline


def test_what_makes_no_sense_is_not_told() -> None:
    odd = (claim("c8", "a1", 1, "CSTO", "TJK", "ASSAULT", "clash", symmetric=True), claim("c9", "a1", 0, "KGZ", "TJK", "SANCTION", "member_suspend"))
    text = said(made(claims=(*CLAIMS, *odd), events=(*EVENTS, *map(event, odd))))
    assert "clashed" not in text and "suspended" not in text


def test_doubtful_and_vague_claims_give_way() -> None:
    weak = claim("c8", "a1", 1, "TJK", "CSTO", "SANCTION", "exercise_cancel", probability=0.55)
    vague = claim("c9", "a1", 0, "KGZ", "CSTO", "REJECT", None)
    text = said(made(claims=(*CLAIMS, weak, vague), events=(*EVENTS, event(weak), event(vague))))
    assert "Tajikistan canceled" not in text and "rebuffed" not in text


def test_a_demand_is_told_as_one() -> None:
    words = (Span(0, 10, "потребовал", "trigger"),)
    assert told(claim("x", "a1", 0, "TJK", "RUS", "REQUEST", None, spans=words)) == ["Tajikistan placed demands on Russia"]


def test_names_sources_and_series_are_filled() -> None:
    old = replace(readings()[0], week=DAY - timedelta(weeks=110))
    brief = made(readings=(old, *readings()))
    assert brief.names["KGZ"] == "Kyrgyzstan" and {a for e in brief.events for a in e.pair} <= set(brief.names)
    assert [s.id for s in brief.sources] == ["herald"]
    assert old not in brief.series and len(brief.series) == 39


def test_without_a_declared_picture_the_chart_stands_in(tmp_path: Path) -> None:
    brief = made(watch=replace(WATCH, image=None))
    assert brief.image and brief.image.url is None
    assert lint(md.text(brief), table("lint.toml"), actors_in) == []
    md.write(brief, str(tmp_path / "brief.md"))
    assert (tmp_path / "brief.svg").read_text(encoding="utf-8").startswith("<svg")


def test_pull_quote_is_verbatim() -> None:
    brief = made()
    english = " ".join(p.translation or "" for block in brief.excerpt for p in block)
    assert brief.pull_quote.strip("“”…") in english


def test_a_sentence_that_leans_on_the_one_before_makes_a_poor_pull_quote() -> None:
    words = ("Bishkek will not come.", "Before that, Bishkek canceled the drill.")
    block = tuple(Pair(w, None, Passage("a", i, i + 1, w)) for i, w in enumerate(words))
    assert pull_quote((block,), {0: 1.0, 1: 1.5}, ["before that"]) == "“Bishkek will not come.”"
    assert pull_quote((block,), {0: 1.0, 1: 2.5}, ["before that"]) == "“Before that, Bishkek canceled the drill.”"


def test_an_untranslated_article_stands_in_its_own_language() -> None:
    brief = made(articles={"a1": replace(MAIN, translation=())})
    assert any("original language only" in warning for warning in brief.warnings)
    assert all(pair.translation is None for block in brief.excerpt for pair in block)
    assert brief.pull_quote.strip("“”") in MAIN.text


def test_a_translation_that_does_not_fit_is_left_aside() -> None:
    brief = made(articles={"a1": replace(MAIN, translation=("One.",))})
    assert any("has 1 sentences" in warning for warning in brief.warnings)


def test_what_is_left_out_is_marked() -> None:
    filler = tuple(f"Погода {n} числа стояла ясная." for n in range(6))
    text = (*ORIGINAL[:3], *filler, "Душанбе раскритиковал Россию в Москве.")
    english = (
        "Kyrgyzstan canceled it.",
        "Tajikistan began.",
        "Bishkek asked Moscow.",
        *("Fine." for _ in filler),
        "Dushanbe criticized Russia.",
    )
    long = article("a1", text, date(2022, 10, 15), title="Спор", title_en="Quarrel", source="herald", translation=english)
    cuts = offsets(text)
    last = Claim("c3", "a1", *cuts[9], date(2022, 10, 15), "TJK", "RUS", "ACCUSE", "criticism", "actual")
    brief = made(articles={"a1": long}, claims=(CLAIMS[0], last), events=(EVENTS[0],), sentences={"a1": cuts})
    assert [block[-1].translation for block in brief.excerpt] == ["Bishkek asked Moscow….", "Dushanbe criticized Russia."]


def test_source_line() -> None:
    line = made().source_line
    assert line == (
        "“Спор соседей (A Quarrel of Neighbours),” Moscow Herald (Moscow-based Russian-language daily focusing on business and politics), "
        "15 October 2022. https://herald.example/1"
    )


def test_credibility_counts_independent_sources() -> None:
    assert made().credibility == "3"
    denied = claim("c7", "a2", 0, "KGZ", "CSTO", "SANCTION", "exercise_cancel", status="denied")
    assert made(claims=(*CLAIMS, denied), events=(*EVENTS, event(denied))).credibility == "4"


def teller() -> Teller:
    return Teller(Names(ACTORS, PACT, PHRASES["names"]), PHRASES)


def told(*claims: Claim) -> list[str | None]:
    one = teller()
    return [one.clause(group, ARTICLES["a1"].published) for group in one.together(deeds(claims, one.names))]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("actual", "Armenia left the CSTO"),
        ("planned", "Armenia planned to leave the CSTO"),
        ("denied", "reports of Armenia leaving the CSTO were denied"),
        ("cancelled", "Armenia was no longer to leave the CSTO"),
        ("hypothetical", "Armenia might leave the CSTO"),
    ],
)
def test_status_in_words(status: str, sentence: str) -> None:
    assert told(claim("x", "a1", 0, "ARM", "CSTO", "SANCTION", "member_leave", status=status)) == [sentence]


def test_several_actors_with_one_deed_and_several_targets() -> None:
    joined = [claim(f"x{who}", "a1", 0, who, "CSTO", "COOPERATE", "exercise_join") for who in ("ARM", "RUS", "KAZ")]
    assert told(*joined) == ["Armenia, Russia, and Kazakhstan took part in an exercise of the CSTO"]
    asked = [claim(f"y{whom}", "a1", 0, "USA", whom, "REQUEST", None) for whom in ("KGZ", "TJK")]
    assert told(*asked) == ["the United States appealed to Kyrgyzstan and Tajikistan"]


def test_lists_have_the_comma_before_and_headlines_save_it() -> None:
    assert "Kyrgyzstan, Armenia, and Tajikistan weigh most" in said(made()) and "Kyrgyzstan, Armenia and Tajikistan Pull" in made().headline
    assert teller().names.list(("ARM", "RUS")) == "Armenia and Russia"


def test_a_state_in_the_plural_owns_by_a_bare_apostrophe() -> None:
    actors = {"ARE": Actor("ARE", "state", {"en": {"names": ("United Arab Emirates",)}})}
    assert Names(actors, PACT, PHRASES["names"]).own("ARE") == "the United Arab Emirates’"


def test_symmetric_deeds_have_two_subjects() -> None:
    assert told(claim("x", "a1", 0, "KGZ", "TJK", "ASSAULT", "clash", symmetric=True)) == ["Kyrgyzstan and Tajikistan clashed"]


def test_wording_decides_close_pairs() -> None:
    assert told(claim("x", "a1", 0, "KGZ", "CSTO", "REJECT", "exercise_cancel")) == ["Kyrgyzstan refused to host an exercise of the CSTO"]
    assert told(claim("x", "a1", 0, "CSTO", "KGZ", "AGREE", "help_grant")) == ["the CSTO agreed to help Kyrgyzstan"]


def test_an_actor_without_a_name_is_not_told() -> None:
    assert told(claim("x", "a1", 0, "XYZ", "CSTO", "ACCUSE", "criticism")) == []


def test_every_type_and_act_has_a_phrase() -> None:
    declared = atlas.load(WORLD / "acts.toml")
    one = teller()
    for name in declared["types"]:
        assert told(claim("x", "a1", 0, "KGZ", "RUS", name, None))[0]
    for name in declared["acts"]:
        for whom in ("CSTO", "RUS"):
            (deed,) = deeds([claim("x", "a1", 0, "KGZ", whom, "SANCTION", name)], one.names)
            assert one.does(deed, 1) and one.topic(deed)


def test_the_ladder_and_what_is_hostile_are_declared() -> None:
    declared = atlas.world().deeds
    assert (declared.rungs["member_leave"], declared.rungs["criticism"]) == (6, 1) and "clash" not in declared.rungs
    assert {"ACCUSE", "REJECT", "THREATEN"} == declared.verbal and "ASSAULT" in declared.hostile and "REQUEST" not in declared.hostile


def test_roman_marks() -> None:
    assert [roman(n) for n in (1, 4, 9, 14)] == ["i", "iv", "ix", "xiv"]


def test_markdown_has_its_fields_in_order(tmp_path: Path) -> None:
    md.write(made(), str(tmp_path / "brief.md"))
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    fields = ["Image", "Pull Quote", "Commentary", "Source", "Excerpt", "Notes", "Image Information", "About This Brief"]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [*fields, "Measures", "Forecasts", "Provenance"]
    assert "SHA-256 " + "ab" * 32 + ", captured 2022-10-18T06:00:00Z" in text
    assert "No forecast on record." in text
    assert "passages: a1 0–30 “Киргизия отменила учения ОДКБ.”" in text


def test_what_a_deed_did_to_a_member_is_not_held_against_what_another_did_to_the_pact() -> None:
    """Of a member's deeds that which the pact's own reading names stands first, though a member's reading gives another a bigger figure."""
    whole, small = [e for e in EVENTS if e.source == "KGZ"][:2]
    own = [replace(r, drivers=(Driver(whole.id if r.level == "pact" else small.id, -0.02 if r.level == "pact" else -0.3),)) for r in readings()]
    on = desktop(WATCH, PACT, DAY, Read(ARTICLES, CLAIMS, EVENTS, own, SENTENCES), DECLARED, {})
    found = {m.member: m for m in movers(on, effects(on))}
    assert [e.id for e in found["KGZ"].events[:2]] == [whole.id, small.id]


def named(*drivers: tuple[str, str, str, float], fell: dict[str, float] | None = None, claims: tuple[Claim, ...] = CLAIMS) -> str:
    """The headline of a brief whose latest readings have these drivers (level, of, event, effect); `fell` by object, the pact's .99."""
    last = max(r.week for r in readings())
    chances = {"CSTO": 0.99, **(fell or {})}
    others = [replace(r, level="member", of=of) for of in ("KGZ", "TJK", "ARM", "KAZ") for r in readings() if r.level == "pact"]
    known = [r for r in readings() if r.level == "pact"] + others
    told_ = [replace(r, fell=chances.get(r.of, 0.5), drivers=tuple(Driver(e, x) for level, of, e, x in drivers if (r.level, r.of) == (level, of))
                     if r.week == last else ()) for r in known]
    pairs = [replace(told_[0], level="pair", of=of, week=last, drivers=(Driver(e, x),)) for level, of, e, x in drivers if level == "pair"]
    return made(readings=(*told_, *pairs), claims=claims, events=[event(c) for c in claims]).headline


def quarrels(*rows: tuple[str, str, float]) -> tuple[Claim, ...]:
    """The first of the sample's claims, and accusations between members: doer, whom, probability."""
    return (CLAIMS[1], *(claim(f"q2{i}", "a2", 0, who, whom, "ACCUSE", None, probability=p) for i, (who, whom, p) in enumerate(rows)))


def test_effects_are_of_one_scale() -> None:
    """What is named by the pact's reading, too, keeps the figure that it has in a member's: a pair's, which are bigger still, weigh nothing."""
    drivers = (("pact", "CSTO", "e1", -0.02), ("member", "KGZ", "e1", -0.11), ("member", "ARM", "e4", -0.09), ("pair", "KGZ-TJK", "e3", -0.3))
    last = max(r.week for r in readings())
    own = [replace(readings()[0], level=level, of=of, week=last, drivers=(Driver(e, x),)) for level, of, e, x in drivers]
    on = desktop(WATCH, PACT, DAY, Read(ARTICLES, CLAIMS, EVENTS, own, SENTENCES), DECLARED, {})
    assert effects(on) == {"e1": -0.11, "e4": -0.09}


def test_an_unlikely_event_names_nobody_in_the_headline() -> None:
    claims = quarrels(("KAZ", "KGZ", 0.37), ("TJK", "KGZ", 0.9))
    drivers = (("member", "KAZ", "e20", -0.111), ("member", "TJK", "e21", -0.09))
    told_ = named(*drivers, claims=claims)
    assert "Tajikistan" in told_ and "Kazakhstan" not in told_


def test_the_member_that_fell_is_named_though_others_did_it() -> None:
    claims = quarrels(("TJK", "KGZ", 0.9), ("ARM", "KGZ", 0.9), ("KAZ", "KGZ", 0.9))
    drivers = tuple(("member", of, f"e2{i}", -0.1) for i, of in enumerate(("TJK", "ARM", "KAZ")))
    assert "Friction With Kyrgyzstan" in named(*drivers, fell={"KGZ": 0.68}, claims=claims)


def test_a_member_that_drew_closer_is_no_friction() -> None:
    claims = quarrels(("TJK", "RUS", 0.9), ("KAZ", "KGZ", 0.9))
    drivers = (("member", "TJK", "e20", -0.2), ("member", "KAZ", "e21", -0.1))
    told_ = named(*drivers, fell={"TJK": 0.3}, claims=claims)
    assert "Tajikistan" not in told_ and "Kazakhstan" in told_


def test_a_refusal_that_two_outlets_tell_is_told() -> None:
    refused = claim("r1", "a1", 0, "ARM", "CSTO", "REJECT", None)
    others = [c for c in CLAIMS if c.id in ("c2", "c3")]
    again = claim("r2", "a2", 0, "ARM", "CSTO", "REJECT", None)
    text = {"a1": replace(MAIN, translation=("Armenia refused the CSTO its signature.", *MAIN.translation[1:]))}
    one, two = ((refused, *others), (refused, again, *others))
    once, twice = (made(articles=ARTICLES | text, claims=told_, events=[event(c) for c in told_]).commentary[0] for told_ in (one, two))
    assert not any("Armenia rebuffed" in s.text for s in once) and any("Armenia rebuffed" in s.text for s in twice)


@pytest.mark.parametrize(("some", "of", "told"), [
    (0, 1, "not "), (1, 1, ""), (2, 2, "both "), (3, 3, "all of them "), (0, 3, "none of them "), (2, 3, "two of them "),
])
def test_how_many_were_confirmed_is_told_as_one_says_it(some: int, of: int, told: str) -> None:
    assert share(some, of) == told
