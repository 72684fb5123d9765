"""Sentences that are made to take long: whatever stands in them, reading their moments ends quickly."""

import time
from datetime import datetime

import pytest

from entraide.common.text import fold
from entraide.logic.reading.moments import read_moments

AT = datetime(2026, 11, 21, 10, 0)
LONGEST = 300


@pytest.mark.parametrize("before", ["", "samedi ", "week ", "du 12 ", "tous les "])
@pytest.mark.parametrize(
    "word", ["le ", "de ", "the ", "in ", "van ", "du ", "à ", "l'", "au ", "on ", "am ", "12 ", "et "]
)
def test_a_word_said_over_and_over_is_read_quickly(before, word):
    text = (before + word * LONGEST)[:LONGEST]
    read_moments(fold("samedi"), language="fr", at=AT)  # the tables are loaded
    began = time.process_time()
    read_moments(fold(text), language="fr", at=AT)
    # Some milliseconds on any machine; a pattern that tries everything would take longer than the universe has.
    assert time.process_time() - began < 1
