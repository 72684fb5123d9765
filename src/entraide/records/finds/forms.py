"""The forms of the words that are looked for: which words that were ever filed each of them may mean, by the keys of the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from entraide.logic.searching.keys import compound_keys, form_keys, slip_keys, slips, slips_allowed
from entraide.logic.searching.marks import topic_mark, topics_named
from entraide.records.finds.models import WordKey

_LEAST_BEGINNING = 4
# So many forms of one word are asked for at most; the word itself always is.
_MOST_FORMS = 40
_MOST_SLIPS = 12


@dataclass(frozen=True)
class Forms:
    """What one word that is looked for may stand as in a text.

    Attributes:
        word: as it was looked for, folded.
        exact: itself and its other forms.
        near: compounds with it, words that begin with it ("boor*"), and the marks of topics that it names.
        slipped: what it may have been meant to be, the nearest first.
    """

    word: str
    exact: tuple[str, ...]
    near: tuple[str, ...]
    slipped: tuple[str, ...]


def forms_of(words: Sequence[str]) -> list[Forms]:
    """The forms of each of these folded words; one query."""
    forms, compounds = {w: form_keys(w) for w in words}, {w: compound_keys(w) for w in words}
    slipped = {w: slip_keys(w) for w in words}
    wanted = set().union(*forms.values(), *compounds.values(), *slipped.values())
    known: dict[str, set[str]] = {}
    for key, word in WordKey.objects.filter(key__in=wanted).values_list("key", "word"):
        known.setdefault(key, set()).add(word)

    def under(keys: set[str]) -> set[str]:
        return set().union(*(known.get(key, ()) for key in keys))

    return [
        Forms(
            word=word,
            exact=(word, *sorted(under(forms[word]) - {word})[:_MOST_FORMS]),
            near=_near(word, compounds=under(compounds[word])),
            slipped=_slipped(word, among=under(slipped[word]) - under(forms[word])),
        )
        for word in words
    ]


def _near(word: str, *, compounds: set[str]) -> tuple[str, ...]:
    beginning = (f"{word}*",) if len(word) >= _LEAST_BEGINNING and not word.isdigit() else ()
    return (*beginning, *sorted(compounds)[:_MOST_FORMS], *sorted(map(topic_mark, topics_named(word))))


def _slipped(word: str, *, among: set[str]) -> tuple[str, ...]:
    most = slips_allowed(word)
    far = {other: slips(word, other, most=min(most, slips_allowed(other))) for other in among}
    near = [other for other, count in far.items() if 0 < count <= min(most, slips_allowed(other))]
    return tuple(sorted(near, key=lambda other: (far[other], other[0] != word[0], other))[:_MOST_SLIPS])
