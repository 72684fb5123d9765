"""References of transfers, and the numbers of accounts: right ones are read however they are written, wrong ones never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.euros.iban import WrongIban, end_of, in_fours, read_iban
from entraide.logic.euros.structured_communication import (
    as_written,
    communication_from,
    communication_of,
    digits_apart,
    is_belgian,
    read_reference,
    references_in,
)

numbers = st.integers(min_value=1, max_value=10**10 - 1)
BETWEEN = st.sampled_from(["", " ", "/", ".", "-", " / "])
AROUND = st.sampled_from([("", ""), ("+++", "+++"), ("***", "***"), ("+++ ", " +++")])


@given(number=numbers, between=BETWEEN, around=AROUND)
def test_a_communication_is_read_back_however_it_is_written(number, between, around):
    told = communication_of(number)
    written = f"{around[0]}{told[:3]}{between}{told[3:7]}{between}{told[7:]}{around[1]}"
    assert read_reference(written) == told
    assert references_in(f"Loyer de mars {written} merci") == (told,)


@given(number=numbers, place=st.integers(0, 11), digit=st.integers(0, 9))
def test_one_mistyped_digit_is_always_found(number, place, digit):
    told = communication_of(number)
    typed = told[:place] + str(digit) + told[place + 1 :]
    assert (read_reference(typed) == told) == (typed == told)
    if typed != told:
        assert read_reference(typed) is None
        assert digits_apart(told, typed) == 1


@given(chance=st.integers(min_value=0, max_value=2**64))
def test_whatever_chance_gives_is_a_communication(chance):
    told = communication_from(chance)
    assert is_belgian(told)
    assert told[0:2] != "00"


def test_the_check_digits_of_a_multiple_of_97_are_97():
    assert communication_of(97).endswith("97")
    assert communication_of(10**10 - 1)[:10] == "9999999999"
    with pytest.raises(ValueError):
        communication_of(0)
    with pytest.raises(ValueError):
        communication_of(10**10)


def test_references_are_written_as_people_copy_them():
    assert as_written("090933755493") == "+++090/9337/55493+++"
    assert as_written("RF18539007547034") == "RF18 5390 0754 7034"


def test_a_creditor_reference_is_read_too():
    assert read_reference("RF18 5390 0754 7034") == "RF18539007547034"
    assert read_reference("RF19 5390 0754 7034") is None
    assert references_in("facture rf18 5390 0754 7034") == ("RF18539007547034",)


@pytest.mark.parametrize("text", ["", "10", "+++123/4567/89012+++", "Cotisation 2026", "١٢٣٤٥٦٧٨٩٠١٢", "0" * 12, "RF"])
def test_what_is_no_reference_is_none(text):
    assert read_reference(text) is None


def test_a_longer_number_holds_no_communication():
    told = communication_of(1234567890)
    assert references_in(f"1{told}") == ()
    assert references_in(f"BE68 5390 0754 7034 {told} {told}") == (told,)


def test_two_swapped_digits_are_one_slip():
    assert digits_apart("123456789012", "123465789012") == 1
    assert digits_apart("123456789012", "123456789") > 2


@pytest.mark.parametrize(
    "typed",
    [
        "BE68539007547034",
        "be68 5390 0754 7034",
        "IBAN: BE68-5390-0754-7034",
        " FR14 2004 1010 0505 0001 3M02 606 ",
        "DE89 3704 0044 0532 0130 00",
        "NL91ABNA0417164300",
        "LU28 0019 4006 4475 0000",
    ],
)
def test_accounts_are_read_as_people_type_them(typed):
    assert read_iban(typed).isalnum()
    assert read_iban(in_fours(read_iban(typed))) == read_iban(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("BE68539007547035", "wrong"),
        ("BE6853900754703", "wrong"),
        ("5390075470340", "wrong"),
        ("BE68 5390 0754 703é", "wrong"),
        ("TR330006100519786457841326", "not_sepa"),
    ],
)
def test_what_is_no_account_is_said(typed, code):
    with pytest.raises(WrongIban) as wrong:
        read_iban(typed)
    assert wrong.value.code == code


@given(place=st.integers(2, 15), digit=st.integers(0, 9))
def test_one_mistyped_digit_of_an_account_is_found(place, digit):
    right = "BE68539007547034"
    typed = right[:place] + str(digit) + right[place + 1 :]
    if typed == right:
        assert read_iban(typed) == right
    else:
        with pytest.raises(WrongIban):
            read_iban(typed)


@given(st.text(max_size=40))
def test_any_text_is_an_account_or_wrong(text):
    try:
        assert read_iban(text).isascii()
    except WrongIban as wrong:
        assert wrong.code in ("missing", "wrong", "not_sepa")  # noqa: PT017


def test_only_the_end_of_an_account_is_shown():
    assert end_of("BE68539007547034") == "BE… 7034"
    assert end_of("") == ""
