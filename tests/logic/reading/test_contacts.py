"""E-mail addresses and numbers to ring are found in every way people write them; what names no person stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.reading.anonymous import BLANK, without_names
from entraide.logic.reading.contacts import contact_spans


@pytest.mark.parametrize(
    "contact",
    [
        "amina.b@example.be", "amina @ example.be", "amina(at)example.be", "amina [at] example.be",
        "amina arobase example point be", "piet apenstaartje example punt nl", "@amina_b",
        "0475 12 34 56", "0475/12.34.56", "+32 475 12 34 56", "+32(0)475123456", "0032 475 12 34 56",
        "02/345.67.89", "06 12 34 56 78", "06-12-34-56-78", "(087) 55 66 77", "04 – 75 – 12 – 34 – 56", "٠٤٧٥١٢٣٤٥٦",
    ],
)  # fmt: skip
def test_a_contact_is_found_whole(contact: str) -> None:
    text = f"Qui garde mon chat samedi ? {contact} Merci"
    spans = contact_spans(text)
    assert len(spans) == 1
    assert contact in text[slice(*spans[0])]
    assert contact not in without_names(text, language="fr")


@pytest.mark.parametrize(
    "text", ["Samedi de 14 h à 18 h 30, 25 € l'heure", "500 kg de bois, 12 sacs", "le 7 mars 2026", "rue de 1830"]
)
def test_hours_prices_and_amounts_stay(text: str) -> None:
    assert contact_spans(text) == ()


def test_names_and_streets_go_and_what_is_meant_stays() -> None:
    said = without_names(
        "Je m'appelle Amina, rue Haute 12 : qui prête un Thermomix à Ixelles samedi à 14h, 5 € ?", language="fr"
    )
    assert said == f"Je m'appelle {BLANK} : qui prête un Thermomix à Ixelles samedi à 14h, 5 € ?"
    assert "Ginette" not in without_names("ginette cherche un vélo", language="fr", names=["Ginette"])
    assert "ginette" not in without_names("ginette cherche un vélo", language="fr", names=["Ginette"])


@given(st.text(max_size=300))
def test_any_text_gives_spans_in_order_and_apart(text: str) -> None:
    at = 0
    for start, end in contact_spans(text):
        assert at <= start < end <= len(text)
        at = end
