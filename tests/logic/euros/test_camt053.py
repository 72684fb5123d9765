"""Statements of several banks' shapes are read, each payment once; whatever else a file is, it is refused and named."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.statements import ACCOUNT, made_to_measure, statement

from entraide.logic.euros.camt053 import Entry, Skipped, WrongStatement, entries_of


def read(file: bytes) -> list[Entry | Skipped]:
    return list(entries_of(io.BytesIO(file)))


def test_a_belgian_bank_says_its_communication_in_a_field_of_its_own():
    paid, bought, announced = read(statement("belgian"))
    assert (paid.account, paid.cents, paid.booked_on) == (ACCOUNT, 2500, date(2026, 3, 6))
    assert paid.references == ("090933755493",)
    assert paid.name == "DUBOIS GINETTE"
    assert bought.cents == -6050
    assert not bought.is_returned
    assert announced == Skipped(ACCOUNT, "not_booked")


def test_whose_account_it_came_from_is_not_taken():
    assert "BE71096123456769" not in repr(read(statement("belgian")))


def test_a_batch_is_told_apart_payment_by_payment():
    one, other = read(statement("dutch"))
    assert (one.cents, one.references) == (1250, ("RF18539007547034",))
    assert (other.cents, other.references, other.name) == (2500, ("090933755493",), "Els Peeters")
    assert one.key != other.key


def test_what_came_back_is_told_as_that():
    paid, back, francs = read(statement("german"))
    assert (paid.name, paid.references) == ("Verein Straßenfest", ("090933755493",))
    assert (back.cents, back.is_returned, back.references) == (-4000, True, ("090933755493",))
    assert francs == Skipped("DE89370400440532013000", "not_euros")


def test_twins_count_twice_and_a_batch_without_amounts_once():
    one, twin, batch = read(statement("french"))
    assert one.key != twin.key
    assert "BRUNO LEROY" in one.words
    assert (batch.cents, batch.words) == (4500, "")


def test_each_statement_in_a_file_has_its_own_account():
    dollars, euros = read(statement("luxembourgish"))
    assert dollars == Skipped("LU280019400644750000", "not_euros")
    assert (euros.account, euros.booked_on) == ("LU280019400644750001", date(2026, 3, 6))


@pytest.mark.parametrize("name", ["belgian", "dutch", "french", "german", "luxembourgish"])
def test_the_same_file_gives_the_same_keys(name):
    assert read(statement(name)) == read(statement(name))


def test_a_longer_file_of_the_same_day_gives_the_same_keys_for_the_same_payments():
    morning = read(made_to_measure((1000, "090933755493", "Ginette")))
    evening = read(made_to_measure((1000, "090933755493", "Ginette"), (500, "merci", "Bruno")))
    assert evening[0] == morning[0]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "not_xml"),
        (b"Date;Montant;Communication\n2026-03-06;25,00;x", "not_xml"),
        (b"<Document/>", "not_a_statement"),
        (statement("belgian").replace(b"camt.053.001.02", b"camt.054.001.02"), "not_a_statement"),
        (statement("belgian")[:1800], "not_xml"),
        (statement("belgian").replace(b">25<", b">vingt-cinq<"), "broken"),
        (statement("belgian").replace(b"CRDT</CdtDbtInd><Sts>BOOK", b"?</CdtDbtInd><Sts>BOOK"), "broken"),
        (b"\xff\xfe\x00\x01", "not_xml"),
        (b'<?xml version="1.0" encoding="klingon"?><Document/>', "not_xml"),
    ],
)
def test_whatever_else_is_refused(file, code):
    with pytest.raises(WrongStatement) as wrong:
        read(file)
    assert wrong.value.code == code


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&lol2;</Document>"""
FILE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&x;</Document>"""


@pytest.mark.parametrize("file", [BOMB, FILE])
def test_entities_are_never_opened(file):
    with pytest.raises(WrongStatement) as wrong:
        read(file)
    assert wrong.value.code == "unsafe"


def test_a_tower_of_elements_is_no_statement():
    opened = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">' + b"<A>" * 5000
    with pytest.raises(WrongStatement):
        read(opened)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_peace(file):
    with pytest.raises(WrongStatement):
        read(file)


@given(cut=st.integers(0, 2600), changed=st.integers(0, 255), at=st.integers(0, 2600))
def test_a_damaged_file_is_read_or_refused_in_peace(cut, changed, at):
    file = bytearray(statement("belgian"))
    file[min(at, len(file) - 1)] = changed
    try:
        read(bytes(file[: len(file) - cut]))
    except WrongStatement as wrong:
        assert wrong.code in ("not_xml", "unsafe", "not_a_statement", "broken")  # noqa: PT017


@given(st.lists(st.tuples(st.integers(1, 10**7), st.sampled_from(["090933755493", "merci"])), max_size=6))
def test_payments_are_never_lost_nor_doubled(paid):
    entries = read(made_to_measure(*((cents, said, "Ginette") for cents, said in paid)))
    assert [one.cents for one in entries] == [cents for cents, _said in paid]
    assert len({one.key for one in entries}) == len(paid)
