"""One sentence says why somebody is asked as often as they are."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from entraide.logic.routing.asked_often import why_so_often
from entraide.logic.routing.experience import Experience
from entraide.wording.asked_often import asked_often_sentence

AT = datetime(2026, 3, 4, 10, 0)


@pytest.mark.parametrize(
    ("experience", "asks", "words"),
    [
        (Experience(price=0.2, asked_at=AT), 3, "déjà été trois fois"),
        (Experience(price=0.2), 0, "autres savent faire"),
        (Experience(price=0.01, asked_at=AT - timedelta(hours=5)), 1, "On vient de vous solliciter"),
        (Experience(price=0.01, asked_at=AT - timedelta(days=9)), 0, ""),
    ],
)
def test_one_reason_is_told_to_whom_it_concerns(experience: Experience, asks: int, words: str) -> None:
    with translation.override("fr"):
        said = asked_often_sentence(why_so_often(experience=experience, asks_this_week=asks, at=AT))
    assert words in said
    assert bool(said) == bool(words)
