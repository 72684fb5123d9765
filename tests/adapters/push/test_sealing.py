"""What is sealed for a browser: the example of RFC 8291, and whatever the words, their browser alone reads them."""

from base64 import urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.push.browser import Browser

from entraide.adapters.push.sealing import MOST_BYTES, is_key, seal


def letters(said: str) -> bytes:
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


def test_the_example_of_the_rfc_comes_out_byte_by_byte():
    # RFC 8291, section 5 and appendix A.
    own = ec.derive_private_key(int.from_bytes(letters("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), ec.SECP256R1())
    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        public_key=letters("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        secret=letters("BTBZMqHH6r4Tts7J_aSIgg"),
        own_key=own,
        salt=letters("DGv6ra1nlYgDCS1FRnbzlw"),
        is_padded=False,
    )
    assert sealed == letters(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@given(words=st.binary(max_size=MOST_BYTES))
@settings(max_examples=25, deadline=None)
def test_whatever_is_said_its_browser_reads_it_and_its_length_tells_little(words):
    browser = Browser()
    sealed = seal(words, public_key=browser.public_key, secret=browser.secret)
    assert browser.read(sealed) == words
    assert len(sealed) <= 4096
    assert (len(sealed) - 103) % 512 == 0 or len(sealed) == 103 + MOST_BYTES


def test_no_two_pushes_look_alike_and_no_other_browser_reads_them():
    browser, other = Browser(), Browser()
    once, again = (seal(b"Bonjour", public_key=browser.public_key, secret=browser.secret) for _ in range(2))
    assert once != again
    with pytest.raises(Exception):  # noqa: B017 - whatever the library raises
        other.read(once)


def test_what_is_too_long_or_no_key_is_refused():
    browser = Browser()
    with pytest.raises(ValueError):
        seal(b"x" * (MOST_BYTES + 1), public_key=browser.public_key, secret=browser.secret)
    with pytest.raises(ValueError):
        seal(b"x", public_key=b"\x04" + b"\x01" * 64, secret=browser.secret)
    compressed = (
        ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    )
    assert [is_key(key) for key in (browser.public_key, compressed, b"", b"\x00")] == [True, False, False, False]
