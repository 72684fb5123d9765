"""Marking: the pieces with lines that pages and mails draw."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.reading.interpretation import Span
from entraide.logic.reading.marking import LINES, marked


def test_each_field_gets_its_line_and_kind_gets_none() -> None:
    text = "Cherche quelqu'un pour promener mon chien samedi à Ixelles, contre une tarte."
    spans = [
        Span("kind", 0, 7),
        Span("subject", 23, 41),
        Span("time", 42, 48),
        Span("place", 51, 58),
        Span("terms", 67, 76),
    ]
    lined = [(words, line) for words, line in marked(text, spans) if line]
    assert lined == [
        ("promener mon chien", "what"),
        ("samedi", "when"),
        ("Ixelles", "where"),
        ("une tarte", "return"),
    ]


def test_closing_punctuation_stays_without_a_line() -> None:
    assert marked("À Ixelles !", [Span("place", 2, 11)]) == [("À ", None), ("Ixelles", "where"), (" !", None)]


def test_neighbours_of_the_same_line_join_over_a_space() -> None:
    assert marked("deux chaises rouges", [Span("quantity", 0, 4), Span("subject", 5, 12)])[0] == (
        "deux chaises",
        "what",
    )


@given(
    st.text(max_size=60),
    st.lists(st.builds(Span, st.sampled_from([*LINES, "kind"]), st.integers(-3, 70), st.integers(-3, 70)), max_size=8),
)
def test_the_pieces_joined_are_always_the_text(text: str, spans: list[Span]) -> None:
    pieces = marked(text, spans)
    assert "".join(words for words, _ in pieces) == text
    assert all(words for words, _ in pieces)
