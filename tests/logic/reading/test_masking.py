"""Hiding what was read, and spans in the writer's own characters."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.common.text import fold
from entraide.logic.reading.masking import apart, hide, whole_words


def test_a_hidden_span_keeps_the_length_of_the_folded_text() -> None:
    folded = fold("Œufs à 3 € pièce")
    hidden = hide(folded, [(7, 10)])
    assert len(hidden) == len(folded.text)
    assert "3" not in hidden


def test_a_span_is_widened_to_whole_words_of_the_original() -> None:
    folded = fold("straße")
    assert whole_words(folded, 0, 3) == (0, 6)


def test_spans_are_cut_where_another_grammar_has_read() -> None:
    folded = fold("deux bénévoles samedi")
    assert apart(folded, [(0, 14)], [(5, 14)]) == ((0, 4),)
    assert apart(folded, [(0, 4), (0, 14)]) == ((0, 14),)
    assert apart(folded, [(0, 14)], [(0, 21)]) == ()


_SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


@given(st.text(max_size=30), _SPANS, _SPANS)
def test_what_is_left_overlaps_nothing(text: str, wished: list[tuple[int, int]], masked: list[tuple[int, int]]) -> None:
    inside = [(start, end) for start, end in wished if start < end <= len(text)]
    kept = apart(fold(text), inside, masked)
    taken = sorted([*kept, *(span for span in masked if span[0] < span[1])])
    for start, end in kept:
        assert 0 <= start < end <= len(text)
        assert all(end <= low or start >= high for low, high in taken if (low, high) != (start, end))
