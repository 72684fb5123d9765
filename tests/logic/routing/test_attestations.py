"""Kinds of attestation: how long each may hold, and that no number of a document is let through."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.routing.attestations import ASKABLE, KINDS, VERIFIES, date_fault, last_day
from entraide.logic.routing.document_numbers import holds_document_number

TODAY = date(2026, 3, 4)
KIND = st.sampled_from(sorted(KINDS)).map(KINDS.__getitem__)


def test_rules_name_only_kinds_that_there_are() -> None:
    assert set(ASKABLE) | VERIFIES <= KINDS.keys()


@given(kind=KIND, age=st.integers(0, 2000), length=st.none() | st.integers(0, 4000))
def test_what_passes_never_holds_longer_than_its_kind_allows(kind, age: int, length: int | None) -> None:  # type: ignore[no-untyped-def]
    document_on = TODAY - timedelta(days=age)
    until = None if length is None else TODAY + timedelta(days=length)
    if date_fault(kind, seen_on=TODAY, document_on=document_on, until=until) is None and kind.longest_days is not None:
        latest = last_day(kind, seen_on=TODAY, document_on=document_on)
        assert latest is not None
        assert TODAY <= (until or latest) <= TODAY + timedelta(days=kind.longest_days)


def test_the_time_of_a_dated_document_runs_from_its_date() -> None:
    extract = KINDS["extract"]
    assert last_day(extract, seen_on=TODAY, document_on=date(2026, 1, 10)) == date(2027, 1, 10)
    assert last_day(KINDS["adult"], seen_on=TODAY, document_on=None) is None


@pytest.mark.parametrize(
    "text",
    [
        "85.07.30-033.28", "850730 033 28", "NN 85073003328", "carte 591-1234567-89", "passeport EH123456", "12AB34567",
        "1 85 07 75 123 456 78", "BE68 5390 0754 7034", "L01X00T47", "permis n° 0123456789", "police AXA-730.123.456",
    ],
)  # fmt: skip
def test_a_number_of_a_document_is_found_however_it_is_written(text: str) -> None:
    assert holds_document_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "au guichet le 12/03/2026", "le 12.3.2026 à 9 h 30", "de 2024 à 2026", "2024-2026", "lundi 14:30, salle 12",
        "modèle 596.2, vu le 12.03.2026", "1050 Ixelles, rue du Page 12", "permis B", "op 3 maart om 9u30",
        "Modell 596.2 am 03.02.2026.", "bus 71 ou 95", "BEPS 2025", "BSN gezien", "samedi 14, 15 ou 16",
    ],
)  # fmt: skip
def test_dates_hours_and_addresses_are_no_numbers_of_documents(text: str) -> None:
    assert not holds_document_number(text)
