"""What always holds of a reading of moments, whatever the text and whenever it was written."""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.common.text import fold
from entraide.logic.reading.moments import FoundMoments, read_moments
from entraide.logic.reading.moments.grammar import GROUPS
from entraide.logic.reading.moments.line import TOKEN, alphabet, members
from entraide.logic.reading.moments.reading import stages
from entraide.logic.reading.moments.vocabulary import phrases, words

from .test_sentences_about_time import WRITTEN_AT, cases

LANGUAGES = ("fr", "nl", "en", "de")
KIND = re.compile(r"[A-Z][A-Z_0-9]+|\bS\b|\bH\b")
PIECES = [sentence for language in LANGUAGES for _, sentence, _ in cases(language)]
KNOWN_WORDS = sorted(set(words()) | {" ".join((first, *rest)) for first, ends in phrases().items() for rest, _ in ends})

languages = st.sampled_from([*LANGUAGES, None])
moments = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2031, 12, 31, 23, 59))
# Words of time in any order, with numbers and signs between them: much likelier to upset a grammar than random letters.
babble = st.lists(
    st.one_of(
        st.sampled_from(KNOWN_WORDS),
        st.sampled_from(PIECES),
        st.integers(0, 2100).map(str),
        st.sampled_from([".", "-", "/", ":", ",", "h", "u", "é", "№", "\u200b", "😀", "(", "'"]),
    ),
    max_size=12,
).flatmap(lambda parts: st.sampled_from([" ", ""]).map(lambda glue: glue.join(parts)))
sentences = st.one_of(st.text(max_size=300), babble.map(lambda text: text[:300]))


def check(found: FoundMoments, text: str) -> None:
    """What holds of every reading: order of moments, and spans inside the text, sorted, apart, made of whole words."""
    if found.time is not None:
        assert found.time.start or found.time.end or found.time.recurrence
        if found.time.start and found.time.end:
            assert datetime.fromisoformat(found.time.start) <= datetime.fromisoformat(found.time.end)
        assert found.spans
    else:
        assert not found.spans
    for spans in (found.spans, found.urgency_spans):
        last = -1
        for start, end in spans:
            assert last < start < end <= len(text)
            assert not (start and text[start - 1].isalnum() and text[start].isalnum())
            assert not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
            last = end


@settings(deadline=None)  # the first reading compiles the rules
@given(sentences, languages, moments)
def test_no_text_upsets_the_reader(text: str, language: str | None, at: datetime) -> None:
    check(read_moments(fold(text), language=language, at=at), text)


@settings(deadline=None)
@given(sentences, st.data())
def test_what_is_masked_is_never_read_as_a_time(text: str, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    found = read_moments(fold(text), language="fr", at=WRITTEN_AT, masked=[(low, high)])
    assert all(end <= low or start >= high for start, end in found.spans if low < high)


EDGES_OF_THE_CALENDAR = [
    datetime(2028, 2, 29, 12),
    datetime(2026, 12, 31, 23, 59),
    datetime(2027, 1, 1, 0, 0),
    datetime(2026, 3, 29, 2, 30),  # an hour that summer time leaves out
    datetime(2026, 10, 25, 2, 30),
    datetime(2026, 1, 31, 18),
    datetime(2026, 3, 7, 9),
    datetime(2026, 3, 8, 21),
    datetime(1, 1, 1),
    datetime(9999, 12, 31, 23, 59),
]


@pytest.mark.parametrize("at", EDGES_OF_THE_CALENDAR)
def test_phrases_are_read_at_any_moment(at: datetime) -> None:
    # Each moment takes its own share of the phrases: together they are all read.
    for sentence in PIECES[EDGES_OF_THE_CALENDAR.index(at) :: len(EDGES_OF_THE_CALENDAR)]:
        check(read_moments(fold(sentence), language="fr", at=at), sentence)


@pytest.mark.parametrize(
    "sentence", ["samedi", "29 février", "fin du mois", "tous les jours", "vendredi en quinze", "dans 3 mois"]
)
def test_a_day_is_found_at_every_edge_of_the_calendar(sentence: str) -> None:
    for at in EDGES_OF_THE_CALENDAR[:-1]:
        found = read_moments(fold(sentence), language="fr", at=at)
        assert found.time is not None
        assert found.time.start is not None
        assert datetime.fromisoformat(found.time.start).date() >= at.date() or sentence == "fin du mois"


@settings(deadline=None)
@given(st.sampled_from(PIECES), st.integers(-400, 400), languages)
def test_a_day_more_or_less_upsets_no_phrase(sentence: str, days: int, language: str | None) -> None:
    check(read_moments(fold(sentence), language=language, at=WRITTEN_AT + timedelta(days=days)), sentence)


@settings(deadline=None)
@given(st.sampled_from(PIECES))
def test_capitals_and_missing_accents_change_nothing(sentence: str) -> None:
    plain = read_moments(fold(sentence), language="fr", at=WRITTEN_AT)
    assert read_moments(fold(sentence.upper()), language="fr", at=WRITTEN_AT).time == plain.time


def test_every_rule_can_be_compiled_and_every_kind_has_a_letter_of_its_own() -> None:
    assert len(set(alphabet().values())) == len(alphabet())
    assert all(members().values())
    assert sum(len(stage) for stage in stages()) > 150


def test_every_kind_of_word_is_used_by_a_rule() -> None:
    used = {kind for stage in stages() for pattern, _ in stage for kind in KIND.findall(pattern)}
    used |= {kind for group in used & set(GROUPS) for kind in GROUPS[group]}
    said_elsewhere = {
        "OTHER",
        "URGENT",
        "QUICK",
        "NOW",
        "DENIAL",
        "NO_HASTE",
        "CLUE",
        "ACTIVITY",
        "SLEEP",
        "DONE",
        "TRAVEL",
        "SOMEONE",
    }
    made_only = {"PAST_SAID", "LENGTH", "YEARLY"}
    assert set(members()) - used <= said_elsewhere | made_only
    assert used - set(GROUPS) <= set(members())


def test_the_words_of_the_vocabulary_are_tokens() -> None:
    assert all(TOKEN.fullmatch(word) for word in words())
