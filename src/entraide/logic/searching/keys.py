"""Keys: under what a word that somebody wrote is filed, and by what a word that somebody looks for asks for it.

Of every word that was ever filed there is one row a key (records/finds). A word that is looked for finds other forms of it by their
stem, compounds by their tail ("Fahrrad" in "Kinderfahrrad"), and slips of the finger by what is left of both when a letter is left
out: so neither needs a look at all the words there are.
"""

from itertools import combinations

from rapidfuzz.distance import OSA

from entraide.logic.searching.stems import stems
from entraide.logic.searching.words import LANGUAGES

# Only Dutch and German write two words as one.
_COMPOUNDING = ("nl", "de")
_LEAST_TAIL, _LEAST_HEAD = 5, 3
# From this length on a word may have one slip, from the other two; shorter ones have too many neighbours.
_ONE_SLIP, _TWO_SLIPS = 4, 7
# Two slips are looked for among the first letters only: of a word of twenty letters all pairs would be 190 rows.
_HEAD_OF_SLIPS = 8


def keys_of_word(word: str, *, language: str) -> set[str]:
    """All keys under which a folded word of a text in this language is filed."""
    keys = stem_keys(word, language=language) | {_tail_key(stem, language) for stem in tail_stems(word, language)}
    return keys | {_slip_key(part) for part in _parts(word)}


def tail_stems(word: str, language: str) -> set[str]:
    """The stems of all words that this one may end in, if it is one of two: "kinderfahrrader" may end in "fahrrad"."""
    if language not in _COMPOUNDING or not word.isalpha():
        return set()
    return {stem for at in range(_LEAST_HEAD, len(word) - _LEAST_TAIL + 1) for stem in stems(word[at:], language)}


def stem_keys(word: str, *, language: str) -> set[str]:
    """Those of its keys by which its other forms in this language find it."""
    return {_stem_key(stem, language) for stem in stems(word, language)}


def form_keys(word: str) -> set[str]:
    """The keys by which a folded word that is looked for finds other forms of it, in whatever language."""
    return {key for language in LANGUAGES for key in stem_keys(word, language=language)}


def compound_keys(word: str) -> set[str]:
    """The keys by which it finds compounds that end in it."""
    if len(word) < _LEAST_HEAD:
        return set()
    return {_tail_key(stem, language) for language in _COMPOUNDING for stem in stems(word, language)}


def slip_keys(word: str) -> set[str]:
    """The keys by which it finds words that are a slip or two away; see `slips` for which of them really are."""
    return {_slip_key(part) for part in _parts(word)}


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may have."""
    return 0 if len(word) < _ONE_SLIP or word.isdigit() else 1 if len(word) < _TWO_SLIPS else 2


def slips(one: str, other: str, *, most: int) -> int:
    """How many slips lie between two words (a letter more, less, other, or two swapped); `most` + 1 where there are more."""
    return OSA.distance(one, other, score_cutoff=most)


def _parts(word: str) -> set[str]:
    """The head of the word, whole and with a letter left out, or two where two slips are allowed."""
    allowed = slips_allowed(word)
    head = word[:_HEAD_OF_SLIPS]
    return {
        "".join(letter for at, letter in enumerate(head) if at not in left_out)
        for count in range(allowed + 1)
        for left_out in combinations(range(len(head)), count)
        if allowed
    }


def _stem_key(stem: str, language: str) -> str:
    return f"{language}:{stem}"


def _tail_key(stem: str, language: str) -> str:
    return f"{language}~{stem}"


def _slip_key(part: str) -> str:
    return f"-{part}"
