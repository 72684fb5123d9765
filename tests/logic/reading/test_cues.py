"""Cues of need and offer: all of them in one pattern find what each alone would."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.reading.cues import cues, kind_by_cue

WORDS = [
    "je", "j'ai", "besoin de", "d'un", "cherche", "donne", "ik", "geef", "zoek", "te koop", "wie kan", "wie heeft zin", "gezocht",
    "need", "a bike", "needed", "wanted", "can", "anyone", "suche", "biete", "wer kann", "wer braucht", "jemand", "velo", "?", ".",
]  # fmt: skip


def first_of_each_alone(text: str) -> str | None:
    found = [(match.start(), kind == "need") for kind, cue in cues() if (match := cue.search(text))]
    return None if not found else "need" if min(found)[1] else "offer"


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_the_first_cue_tells_the_kind_and_of_two_at_one_place_the_offers(words: list[str]) -> None:
    text = " ".join(words)
    assert kind_by_cue(text) == first_of_each_alone(text)


def test_no_cue_has_a_bar_on_its_top_level() -> None:
    for _, cue in cues():
        depth = 0
        for at, sign in enumerate(cue.pattern):
            depth += (sign == "(") - (sign == ")")
            assert sign != "|" or depth or cue.pattern[at - 1] == "\\", cue.pattern
