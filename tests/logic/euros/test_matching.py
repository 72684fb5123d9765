"""A reference settles whose payment it is; whatever is only likely is suggested to a human, with the reason."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.euros.matching import Matched, Owed, Suggestion, matched, suggestions
from entraide.logic.euros.structured_communication import communication_of

ONE, OTHER = UUID(int=1), UUID(int=2)
REF, REF2 = communication_of(1234567), communication_of(7654321)
BILL = Owed(bill_id=ONE, reference=REF, left_cents=2500, payer="Ginette")
SECOND = Owed(bill_id=OTHER, reference=REF2, left_cents=2500, payer="Bruno")
OWED = {REF: BILL, REF2: SECOND}


def test_the_right_reference_pays():
    assert matched(cents=2500, references=[REF], owed=OWED) == Matched(ONE, 2500)


def test_less_pays_a_part_and_more_leaves_a_rest():
    assert matched(cents=1000, references=[REF], owed=OWED) == Matched(ONE, 1000)
    assert matched(cents=3000, references=[REF], owed=OWED) == Matched(ONE, 2500)


def test_what_is_paid_already_waits_for_a_human():
    paid = Owed(bill_id=ONE, reference=REF, left_cents=0, paid_cents=2500)
    assert matched(cents=2500, references=[REF], owed={REF: paid}) is None
    assert matched(cents=-2500, references=[REF], owed={REF: paid}) == Matched(ONE, -2500)


def test_two_references_or_none_wait_for_a_human():
    assert matched(cents=5000, references=[REF, REF2], owed=OWED) is None
    assert matched(cents=2500, references=[], owed=OWED) is None
    assert matched(cents=-2500, references=[REF], owed=OWED) is None


@given(cents=st.integers(-5000, 5000), left=st.integers(0, 3000), paid=st.integers(0, 3000))
def test_never_more_than_is_left_nor_back_than_was_paid(cents, left, paid):
    found = matched(
        cents=cents, references=[REF], owed={REF: Owed(bill_id=ONE, reference=REF, left_cents=left, paid_cents=paid)}
    )
    if found:
        assert -paid <= found.cents <= left
        assert 0 < abs(found.cents) <= abs(cents)
        assert (found.cents > 0) == (cents > 0)


def suggested(**said):
    return suggestions(
        **{"cents": 2500, "references": (), "digits": (), "words": "", "name": "", "owed": list(OWED.values()), **said}
    )


def test_a_mistyped_reference_is_thought_of_first():
    typed = REF[:4] + REF[5] + REF[4] + REF[6:]
    assert suggested(digits=[typed], name="BRUNO LEROY")[0] == Suggestion(ONE, ("near_reference", "same_amount"))


def test_a_name_counts_as_a_whole_word():
    assert suggested(name="DUBOIS GINETTE") == (Suggestion(ONE, ("same_amount", "name")),)
    assert suggested(name="GINETTESSE") == ()


def test_an_amount_alone_counts_where_only_one_owes_it():
    assert suggested() == ()
    assert suggested(owed=[BILL]) == (Suggestion(ONE, ("same_amount",)),)
    assert suggested(owed=[BILL], cents=999) == ()
