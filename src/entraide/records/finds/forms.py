"""The forms of the words that are looked for: which words that were ever filed each of them may mean, by the keys of the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from entraide.logic.searching.keys import compound_keys, form_keys, slip_keys, slips, slips_allowed
from entraide.logic.searching.marks import topic_mark, topics_named
from entraide.records.finds.models import WordKey
from entraide.records.rows import fetch, marks, padded

_LEAST_BEGINNING = 4
# So many forms of one word are asked for at most; the word itself always is.
_MOST_FORMS = 40
_MOST_SLIPS = 12
_MOST_BEGINNINGS, _MOST_ROWS = 80, 8000
_KEYS_AT_ONCE = 64
_AFTER_ALL_LETTERS = "\U0010ffff"


@dataclass(frozen=True)
class Forms:
    """What one word that is looked for may stand as in a text.

    Attributes:
        word: as it was looked for, folded.
        exact: itself and its other forms.
        near: compounds with it, words that begin with it, and the marks of topics that it names.
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
    known, begun = _known(
        set().union(*forms.values(), *compounds.values(), *slipped.values()),
        beginnings=[word for word in words if len(word) >= _LEAST_BEGINNING and not word.isdigit()],
    )

    def under(keys: set[str]) -> set[str]:
        return set().union(*(known.get(key, ()) for key in keys))

    return [
        Forms(
            word=word,
            exact=(word, *sorted(under(forms[word]) - {word})[:_MOST_FORMS]),
            near=_near(word, begun=begun.get(word, set()) - {word}, compounds=under(compounds[word])),
            slipped=_slipped(word, among=under(slipped[word]) - under(forms[word])),
        )
        for word in words
    ]


_Words = dict[str, set[str]]


def _known(keys: set[str], *, beginnings: Sequence[str]) -> tuple[_Words, _Words]:
    """The words ever filed under each of the keys, and those that begin with each of the beginnings."""
    table = WordKey._meta.db_table
    wanted = padded(sorted(keys), _KEYS_AT_ONCE)
    asked = [f"SELECT key, word, 0 FROM {table} WHERE key IN ({marks(len(wanted))})"]  # noqa: S608 - our own names
    values = [*wanted]
    least, below = ("~>=~", "~<~") if connection.vendor == "postgresql" else (">=", "<")
    for beginning in beginnings:
        # A word stands there once for each of its keys, one beside the other.
        asked.append(
            f"SELECT DISTINCT %s, word, 1 FROM (SELECT word FROM {table} "  # noqa: S608 - our own names
            f"WHERE word {least} %s AND word {below} %s LIMIT {_MOST_ROWS}) AS begun"
        )
        values += [beginning, beginning, beginning + _AFTER_ALL_LETTERS]
    found: tuple[_Words, _Words] = ({}, {})
    for key, word, is_begun in fetch(" UNION ALL ".join(asked), values):
        found[is_begun].setdefault(key, set()).add(word)
    return found


def _near(word: str, *, begun: set[str], compounds: set[str]) -> tuple[str, ...]:
    # Each by itself, and not "all that begin so": for that an index would gather everything that holds any of them.
    shortest = sorted(begun, key=lambda other: (len(other), other))[:_MOST_BEGINNINGS]
    topics = map(topic_mark, topics_named(word))
    return tuple(dict.fromkeys((*shortest, *sorted(compounds)[:_MOST_FORMS], *sorted(topics))))


def _slipped(word: str, *, among: set[str]) -> tuple[str, ...]:
    most = slips_allowed(word)
    far = {other: slips(word, other, most=min(most, slips_allowed(other))) for other in among}
    near = [other for other, count in far.items() if 0 < count <= min(most, slips_allowed(other))]
    return tuple(sorted(near, key=lambda other: (far[other], other[0] != word[0], other))[:_MOST_SLIPS])
