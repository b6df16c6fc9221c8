"""Whom a word that points back means, and who is offered where no word tells it."""

from datetime import date

import pytest

from pactwatch import atlas, run
from pactwatch.claims.acts import in_sight
from pactwatch.claims.frame import Frame
from pactwatch.nouns import Article


def last(language: str, text: str, title: str = "") -> Frame:
    """The last sentence of a text, laid out."""
    return list(run.coder(language).frames(Article("a", language, title, text, date(2022, 10, 10))))[-1]


@pytest.mark.parametrize(("language", "text", "pact"), [
    ("en", "NATO met in Vilnius. The European Union met in Brussels. The alliance rejected the plea of Georgia.", "NATO"),
    ("en", "The CSTO met in Yerevan. The European Union met in Brussels. The alliance rejected the plea of Armenia.", "CSTO"),
    ("en", "NATO met in Vilnius. Armenia criticized the CSTO. The bloc rejected the plea of Armenia.", "CSTO"),
    ("en", "The alliance rejected the plea of Georgia.", "NATO"),
    ("en", "The Union accuses Belarus of blackmail.", "EU"),
    ("ru", "НАТО собралось в Вильнюсе. Евросоюз собрался в Брюсселе. Альянс отверг просьбу Грузии.", "NATO"),
    ("ru", "Альянс отверг просьбу Грузии.", "NATO"),
    ("ru", "ОДКБ собралась в Ереване. Альянс отверг просьбу Армении.", "CSTO"),
])
def test_a_word_for_a_pact_means_the_latest_that_it_fits(language: str, text: str, pact: str) -> None:
    assert [m.actors for m in last(language, text).line.mentions if m.kind == "pointer:pact"] == [(pact,)]


def test_a_word_that_fits_no_pact_named_means_none_by_guess() -> None:
    assert not [m for m in last("en", "The organization rejected the plea of Georgia.").line.mentions if m.kind == "pointer:pact"]
    assert not [m for m in last("en", "Georgia left the Soviet Union.").line.mentions if "EU" in m.actors]


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Kyrgyzstan and Russia met. Uzbekistan pleaded for them."),
    ("ru", "Киргизия встретилась с Россией. Узбекистан попросил за них."),
])
def test_each_of_several_that_a_pronoun_may_mean_is_offered_alone(language: str, text: str) -> None:
    offered = {c.actors for c in last(language, text).candidates}
    assert {("KGZ",), ("RUS",), ("UZB",)} <= offered and any(set(actors) == {"KGZ", "RUS"} for actors in offered)


def test_the_title_tells_what_an_article_is_about() -> None:
    assert "exercise" in last("ru", "Армения отказалась.", "Учения ОДКБ").before.heading and not last("ru", "Армения отказалась.").before.heading


@pytest.mark.parametrize(("before", "act"), [
    ("Учения ОДКБ начались в Таджикистане.", "exercise_skip"),
    ("Саммит ОДКБ открылся в Душанбе.", "summit_skip"),
    ("Учения ОДКБ начались в Таджикистане. Саммит ОДКБ открылся в Душанбе.", "summit_skip"),
    ("Учения ОДКБ начались в Таджикистане. Погода стояла ясная.", "exercise_skip"),
])
def test_what_was_spoken_of_before_tells_what_is_skipped(before: str, act: str) -> None:
    text = f"{before} Армения не приедет."
    frame = last("ru", text)
    hit = next(h for h in frame.hits if "attend" in h.senses or "skip" in h.senses)
    assert in_sight("summit_skip", hit, "REJECT", frame, atlas.world().deeds.senses) == act


def test_the_topic_of_the_sentence_itself_counts_first() -> None:
    frame = last("ru", "Учения ОДКБ начались в Таджикистане. Армения не приедет на саммит.")
    hit = next(h for h in frame.hits if "attend" in h.senses or "skip" in h.senses)
    assert in_sight("summit_skip", hit, "REJECT", frame, atlas.world().deeds.senses) == "summit_skip"
