"""A passage shows the words that were looked for, marked, and loses and invents nothing."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.searching.passage import passage_of
from entraide.logic.searching.question import read_question


def test_words_are_marked_with_their_accents() -> None:
    found = passage_of("Je répare les vélos d’enfants.", forms={"velos", "repare"})
    assert found.pieces == (("Je ", False), ("répare", True), (" les ", False), ("vélos", True), (" d’enfants.", False))


def test_a_long_text_is_cut_between_words_around_what_was_looked_for() -> None:
    text = "bla " * 200 + "une échelle de trois mètres " + "fin " * 200
    found = passage_of(text, forms={"echelle"})
    shown = "".join(piece for piece, _ in found.pieces)
    assert ("échelle", True) in found.pieces
    assert found.is_cut_before
    assert found.is_cut_after
    assert len(shown) <= 200
    assert shown.split()[0] == "bla"


@given(st.text(max_size=600), st.sets(st.text(max_size=5), max_size=3))
def test_a_passage_is_always_a_part_of_the_text(text: str, forms: set[str]) -> None:
    found = passage_of(text, forms=forms)
    assert "".join(piece for piece, _ in found.pieces) in " ".join(text.split())


def test_a_question_is_its_words_that_count() -> None:
    assert read_question("Je cherche quelqu'un pour réparer mon VÉLO").words == ("reparer", "velo")
    assert read_question("cherche").words == ("cherche",)
    assert read_question("  de la \x00 ").words == ()
    assert read_question("ik zoek een fiets").words == ("fiets",)


@given(st.text(max_size=400))
def test_any_question_is_read(typed: str) -> None:
    assert len(read_question(typed).words) <= 8
