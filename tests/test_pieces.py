"""A sentence without end is read in pieces, and no real one is touched."""

from pactwatch import run
from pactwatch.contracts import Token
from pactwatch.contracts.pieces import LONGEST, pieces
from pactwatch.nouns import Article
from pactwatch.stances.lexicon import sentences

WORDS = "Russia criticized Kyrgyzstan and "


def tokens(words: str) -> list[Token]:
    return run.languages()["en"].tokens(words, 0, len(words))


def test_a_sentence_of_usual_length_stays_whole() -> None:
    all_ = tokens("word " * LONGEST)
    assert list(pieces(0, 5 * LONGEST, all_)) == [(0, 5 * LONGEST, all_)]
    assert list(pieces(3, 4, [])) == [(3, 4, [])]


def test_pieces_are_the_sentence_and_end_at_a_clause_mark_where_one_is_near() -> None:
    text = "one two three, " * LONGEST
    found = list(pieces(0, len(text), tokens(text)))
    assert [token for _, _, piece in found for token in piece] == tokens(text)
    assert all(0 < len(piece) <= LONGEST and piece[-1].text == "," for _, _, piece in found)
    assert all(start <= piece[0].start and piece[-1].stop <= stop for start, stop, piece in found)
    assert len(found[0][2]) > LONGEST // 2


def test_without_marks_pieces_are_as_long_as_may_be() -> None:
    text = "word " * (2 * LONGEST + 7)
    assert [len(piece) for _, _, piece in pieces(0, len(text), tokens(text))] == [LONGEST, LONGEST, 7]


def test_a_sentence_without_end_is_read_to_its_end() -> None:
    long = Article("a", "en", "", WORDS * 500, None)
    assert max(len(frame.line.tokens) for frame in run.coder("en").frames(long)) <= LONGEST  # of which the time is the square, or worse
    found = run.claims_of(long)
    assert ("RUS", "KGZ") in {(c.source, c.target) for c in found}
    assert all(long.text[span.start:span.stop] == span.text for c in found for span in c.spans)
    assert max(c.start for c in found) > 450 * len(WORDS)


def test_attitudes_are_read_in_pieces_too() -> None:
    text = "Россия раскритиковала Киргизию и " * 300
    cut = list(sentences(text, run.languages()["ru"]))
    assert len(cut) > 3 and "".join(text[a:b] for a, b in cut).replace(" ", "") == text.replace(" ", "")
    found = run.stances_of(Article("a", "ru", "", text, None))
    assert ("Россия", "neg") in {(s.source, s.polarity) for s in found}


def test_thousands_of_names_in_a_row_are_read() -> None:
    """Once a name more was a call more, and the interpreter has no room for thousands."""
    assert run.stances_of(Article("a", "ru", "", "Россия Китай " * 2000, None))
