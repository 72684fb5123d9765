"""Amounts in words, one or many as each language counts."""

import pytest
from django.utils.translation import override

from entraide.logic.bookkeeping.units import Unit
from entraide.wording.amounts import amount, unit_name

PIECES = Unit(kind="credits", scale=100)
HOURS = Unit(kind="hours", scale=60)


@pytest.mark.parametrize(
    ("language", "one", "one_and_a_half", "two_and_a_half"),
    [
        ("fr", "1\u00a0pièce", "1,5\u00a0pièce", "2,5\u00a0pièces"),
        ("fr-tu", "1\u00a0pièce", "1,5\u00a0pièce", "2,5\u00a0pièces"),
        ("nl", "1\u00a0punt", "1,5\u00a0punten", "2,5\u00a0punten"),
        ("en", "1\u00a0credit", "1.5\u00a0credits", "2.5\u00a0credits"),
        ("de", "1\u00a0Punkt", "1,5\u00a0Punkte", "2,5\u00a0Punkte"),
    ],
)
def test_one_and_a_half_is_one_in_french_and_many_elsewhere(
    language: str, one: str, one_and_a_half: str, two_and_a_half: str
) -> None:
    with override(language):
        assert [amount(minor, PIECES) for minor in (100, 150, 250)] == [one, one_and_a_half, two_and_a_half]


@pytest.mark.parametrize(("language", "called"), [("fr", "heures"), ("nl", "uren"), ("en", "hours"), ("de", "Stunden")])
def test_a_unit_within_a_sentence_is_many(language: str, called: str) -> None:
    with override(language):
        assert unit_name(HOURS) == called
