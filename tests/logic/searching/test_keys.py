"""A word that is looked for meets its forms, its compounds and its slips by keys, and nothing that is too far off."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.searching.keys import compound_keys, form_keys, keys_of_word, slip_keys, slips, slips_allowed

WORDS = st.text("abcdeiou", min_size=4, max_size=12)


def test_a_word_finds_its_plural_in_its_own_language_only() -> None:
    assert form_keys("velos") & keys_of_word("velo", language="fr")
    assert not form_keys("garden") & keys_of_word("garder", language="fr")


def test_a_word_finds_compounds_that_end_in_it() -> None:
    assert compound_keys("fahrrad") & keys_of_word("kinderfahrrader", language="de")
    assert compound_keys("machine") & keys_of_word("boormachine", language="nl")
    assert not compound_keys("rad") & keys_of_word("kinderfahrrad", language="de")


def test_slips_are_counted_as_a_hand_makes_them() -> None:
    assert [slips("plombier", other, most=2) for other in ("plombier", "plomier", "plmobier", "plombbier", "chat")] == [
        0,
        1,
        1,
        1,
        3,
    ]


def test_short_words_and_figures_have_no_slips() -> None:
    assert slips_allowed("velo") == 1
    assert slips_allowed("les") == slips_allowed("1050") == 0
    assert slip_keys("les") == set()


@given(word=WORDS, at=st.integers(0, 7), letter=st.sampled_from("xyz"))
def test_one_slip_among_the_first_letters_is_always_found(word: str, at: int, letter: str) -> None:
    at = min(at, len(word) - 1)
    for typed in (word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:]):
        assert slip_keys(typed) & keys_of_word(word, language="fr")
        assert slips(typed, word, most=2) == 1


@given(one=WORDS, other=WORDS)
def test_slips_are_the_same_both_ways(one: str, other: str) -> None:
    assert slips(one, other, most=2) == slips(other, one, most=2)
