"""The encoder that remembers pieces gives the vectors of the package that does not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.logic.reading import meaning
from entraide.logic.reading.encoder import _KEPT_PIECES, Encoder

pytestmark = pytest.mark.slow

SENTENCES = [
    "Je cherche quelqu'un pour promener mon chien samedi à Ixelles",
    "Gratis af te halen: twee stoelen",
    "piano",
    "",
    "😀 ﷽ \u200b שלום",
    "Wer hilft mir am Montagabend beim Umzug? " * 7,
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def as_the_package_says(encoder: Encoder, texts: list[str]) -> np.ndarray:
    return np.vstack([encoder._model.encode([text]) for text in texts])


def test_one_by_one_and_together_the_vectors_are_those_of_the_package(encoder: Encoder) -> None:
    expected = as_the_package_says(encoder, SENTENCES)
    assert np.allclose(encoder.encode(SENTENCES), expected, atol=2e-6)
    assert np.allclose(np.vstack([encoder.encode([text]) for text in SENTENCES]), expected, atol=2e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_whatever_the_texts_the_vectors_are_those_of_the_package(encoder: Encoder, texts: list[str]) -> None:
    assert np.allclose(encoder.encode(texts), as_the_package_says(encoder, texts), atol=2e-6)


def test_when_it_has_met_more_pieces_than_it_keeps_it_forgets_and_goes_on(encoder: Encoder) -> None:
    expected = as_the_package_says(encoder, SENTENCES)
    encoder.learn(range(10, 10 + 2 * _KEPT_PIECES))
    assert np.allclose(encoder.encode(SENTENCES), expected, atol=2e-6)


def test_no_sentence_at_all_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 512)


def test_what_is_encoded_afresh_is_the_same_to_the_bit_whatever_was_encoded_before() -> None:
    texts = ["je cherche quelqu'un pour tondre la pelouse", "een hond wandelen", "a ladder to borrow"]
    first = meaning.encode_afresh(texts)
    for word in " ".join(texts).split():
        meaning.encode([f"{word} ", "x"])
    assert np.array_equal(meaning.encode_afresh(texts), first)
