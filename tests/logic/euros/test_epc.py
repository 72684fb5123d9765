"""The text of the QR code of a transfer: what a bank's app will read, line by line."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from segno import helpers

from entraide.logic.euros.epc import MOST_BYTES, WrongTransfer, payload
from entraide.logic.euros.iban import WrongIban
from entraide.logic.euros.structured_communication import communication_of

ACCOUNT = "BE68539007547034"


def test_a_transfer_line_by_line():
    told = payload(holder="Ginette Dubois", account="BE68 5390 0754 7034", cents=1000, reference=communication_of(123))
    assert told.split("\n") == [
        *("BCD", "002", "1", "SCT", "", "Ginette Dubois", ACCOUNT, "EUR10.00", "", communication_of(123)),
    ]


def test_words_stand_where_there_is_no_reference():
    told = payload(holder="L'Établi", account=ACCOUNT, cents=250, words="Cotisation\n2026").split("\n")
    assert told[7] == "EUR2.50"
    assert told[9:] == ["", "Cotisation 2026"]


def test_it_is_what_another_library_writes():
    theirs = helpers.make_epc_qr(name="L'Établi", iban=ACCOUNT, amount="12.5", text="Part", encoding=1)
    ours = segno.make(payload(holder="L'Établi", account=ACCOUNT, cents=1250, words="Part"), error="m", micro=False)
    # Theirs leaves out the noughts of cents; everything else is the same, so the codes have the same size.
    assert ours.designator == theirs.designator


@given(
    holder=st.text(min_size=1, max_size=120).filter(lambda text: any(sign.isalnum() for sign in text)),
    cents=st.integers(1, 99_999_999_999),
    words=st.text(max_size=200),
)
def test_any_transfer_has_twelve_lines_at_most_and_fits(holder, cents, words):
    told = payload(holder=holder, account=ACCOUNT, cents=cents, words=words)
    lines = told.split("\n")
    assert len(told.encode()) <= MOST_BYTES
    assert len(told.splitlines()) == len(lines) <= 12
    whole, _point, part = lines[7].removeprefix("EUR").partition(".")
    assert int(whole) * 100 + int(part) == cents
    assert int(segno.make(told, error="m", micro=False).version) <= 13


@pytest.mark.parametrize(
    "wrong",
    [
        {"holder": " "},
        {"cents": 0},
        {"cents": 10**11},
        {"reference": "090933755493", "words": "et aussi"},
        {"reference": "+++090/9337/55493+++"},
    ],
)
def test_what_cannot_be_a_transfer_is_none(wrong):
    with pytest.raises(WrongTransfer):
        payload(**{"holder": "Ginette", "account": ACCOUNT, "cents": 100, **wrong})


def test_without_a_right_account_there_is_no_code():
    with pytest.raises(WrongIban):
        payload(holder="Ginette", account="BE00", cents=100)
