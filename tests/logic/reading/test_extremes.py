"""Whatever 300 characters are: a reading, or a refusal with its reason; never a crash, never more work than a bound.

No test here asserts a time. What made the worst known texts slow is counted instead; how long they take, `benchmarks/reading.py`
prints.
"""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.common.text import fold
from entraide.logic import places
from entraide.logic.places import misspelling, spotting
from entraide.logic.places.misreading import MOST_MISSPELT
from entraide.logic.reading import Reading, UnreadableSentence, Written, understand, understand_all
from entraide.logic.reading.encoder import MOST_PIECES
from entraide.logic.reading.interpretation import LONGEST_SENTENCE
from entraide.logic.reading.meaning import _encoder
from entraide.logic.reading.moments.line import MOST_TOKENS, line_of

pytestmark = pytest.mark.slow

AT = datetime(2026, 3, 4, 10, 0)
# What grammars look for, and what breaks them.
ODD = [
    "'", "’", "-", " ", "😀", "👨‍👩‍👧", "שלום", "مرحبا", "\u200b", "\u0301", "<b>", "</div>", "' OR 1=1;--", "saint-", "l'", "d'",
    "1 de ", "du au de à ", "h", "€", "à ", "contre ", "je cherche ", "ik geef ", "samedi ", "10h", "1", "2,", "0475 12 34 56",
    "12/03/2026 ", "5 km ", "gratis ", "deux mille ", "Namur ", "à Namurr ", "Liège ", "half ", "'s ", "morgens ", "½", "㍿", "ﷺ",
    "ß", "İ", "\n", "\t", '"', "(", "rue de ", "need a ", "besoin d'", "?", "5 € ", "euro ", "/", "-> ", "visio ", "urgent ",
]  # fmt: skip
ODD_TEXTS = st.lists(st.sampled_from(ODD), max_size=80).map("".join) | st.text(max_size=LONGEST_SENTENCE)
FILLED = [(piece * LONGEST_SENTENCE)[:LONGEST_SENTENCE] for piece in ODD]


def read(text: str) -> Reading | str:
    try:
        return understand(text, at=AT)
    except UnreadableSentence as refused:
        return refused.code


def assert_spans_are_whole(text: str, reading: Reading) -> None:
    end = 0
    for span in reading.spans:
        assert end <= span.start < span.end <= len(text)
        for edge in (span.start, span.end):
            assert not (0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum())
        end = span.end


@settings(max_examples=60)
@given(ODD_TEXTS.map(lambda text: text[:LONGEST_SENTENCE]))
def test_any_text_gives_the_same_reading_twice_with_spans_in_order_or_is_refused(text: str) -> None:
    reading = read(text)
    assert reading == read(text)
    if isinstance(reading, Reading):
        assert_spans_are_whole(text, reading)
    else:
        assert reading in ("empty", "not_text")


@pytest.mark.parametrize("text", FILLED, ids=[ascii(piece) for piece in ODD])
def test_three_hundred_characters_of_one_thing_are_read_with_spans_in_order_or_are_empty(text: str) -> None:
    reading = read(text)
    assert reading == "empty" if not fold(text).text.strip() else isinstance(reading, Reading)
    if isinstance(reading, Reading):
        assert_spans_are_whole(text, reading)


@settings(max_examples=20)
@given(st.lists(ODD_TEXTS.map(lambda text: text[:LONGEST_SENTENCE]), max_size=5))
def test_texts_that_are_read_together_mean_what_each_means_alone(texts: list[str]) -> None:
    readable = [text for text in texts if isinstance(read(text), Reading)]
    together = understand_all([Written(text, at=AT) for text in readable])
    for text, reading in zip(readable, together, strict=True):
        assert_spans_are_whole(text, reading)
        assert reading.spans == understand(text, at=AT).spans


@pytest.mark.parametrize("text", ["1" * 5_000, "l'" * 151, "😀" * 301])
def test_more_than_three_hundred_characters_are_refused_before_they_cost_anything(text: str) -> None:
    assert read(text) == "too_long"


@pytest.mark.parametrize("text", FILLED, ids=[ascii(piece) for piece in ODD])
def test_the_work_that_any_text_makes_is_bounded(text: str) -> None:
    assert len(fold(text).text) <= 4 * LONGEST_SENTENCE
    assert len(_encoder().pieces_of(text)) <= MOST_PIECES
    assert len(line_of(fold(text)).tokens) <= MOST_TOKENS


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that were looked for as misspelt names."""
    words: list[str] = []
    kept = spotting.misspelt_hit
    monkeypatch.setattr(
        spotting, "misspelt_hit", lambda *given: words.append(given[1].words[given[3]].word) or kept(*given)
    )
    return words


def test_only_a_few_words_of_a_sentence_are_looked_for_as_misspelt_places(looked_up: list[str]) -> None:
    text = " ".join(f"à Xhx{letter}rl" for letter in "abcdefghijklmnop")
    places.spot(text, language="fr")
    assert len(looked_up) == MOST_MISSPELT


def test_a_very_long_word_is_never_looked_for_as_a_misspelt_place() -> None:
    assert misspelling.close_keys(places.gazetteer.gazetteer(), "n" * 300) == []
