"""Filing what can be found, and forgetting it. Done twice it is done once; only what differs is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from entraide.logic.searching.keys import keys_of_word, stem_keys
from entraide.logic.searching.marks import FOR_ALL, house_mark, kind_mark
from entraide.logic.searching.words import telling_words
from entraide.records.finds.models import Find, FindsWalk, WordKey
from entraide.records.rows import fetch

# Counts up whenever things are to be filed otherwise: the walk (journeys/renew_finds.py) then files all anew.
VERSION = 1
_AT_ONCE = 500


@dataclass(frozen=True)
class Filing:
    """How one thing is to be filed.

    Attributes:
        kind, ref: what it is (KINDS) and its identifier.
        text: everything in it that may be looked for.
        language: fr, nl, en or de.
        houses: the communities whose members may find it.
        is_for_all: anybody may.
        marks: more marks (logic.searching.marks).
        community_id, person_id: whose it is; with them it goes.
    """

    kind: str
    ref: UUID
    text: str
    language: str
    houses: Collection[UUID]
    is_for_all: bool
    marks: Collection[str] = ()
    community_id: UUID | None = None
    person_id: UUID | None = None

    @property
    def words(self) -> list[str]:
        """Its folded words, each once, in order."""
        return list(dict.fromkeys(word.folded for word in telling_words(self.text)))

    @property
    def filed(self) -> str:
        """Words and marks, each once, between single spaces."""
        marks = [kind_mark(self.kind), *([FOR_ALL] if self.is_for_all else ())]
        marks += sorted(house_mark(house.hex) for house in self.houses)
        return " ".join(dict.fromkeys([*self.words, *marks, *sorted(self.marks)]))


def file_all(filings: Sequence[Filing]) -> None:
    """File these things, in this order where they are new; those that are filed so already are left alone."""
    _learn_words(filings)
    kept = _kept(filings)
    new, changed = [], []
    for filing in filings:
        values = {"filed": filing.filed, "community_id": filing.community_id, "person_id": filing.person_id}
        row = kept.get((filing.kind, filing.ref))
        if row is None:
            new.append(Find(kind=filing.kind, ref=filing.ref, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    # Another worker may file the same just now; whoever comes later finds it filed.
    Find.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)
    Find.objects.bulk_update(changed, ["filed", "community", "person"], batch_size=100)


def forget(*, kind: str, refs: Iterable[UUID]) -> None:
    """These things are not to be found any more."""
    Find.objects.filter(kind=kind, ref__in=list(refs)).delete()


def note_walk(*, walk: FindsWalk, **fields: UUID | int | str | datetime | None) -> None:
    """The walk has come so far."""
    for name, value in fields.items():
        setattr(walk, name, value)
    walk.save(update_fields=list(fields))


def walk_over(kind: str) -> FindsWalk:
    """The walk over one sort of things, locked until the transaction ends; it begins anew with a later version of the filing."""
    FindsWalk.objects.get_or_create(kind=kind)
    walk = FindsWalk.objects.select_for_update().get(kind=kind)
    if walk.version < VERSION:
        note_walk(walk=walk, version=VERSION, reached=None, number=0, word="", done_at=None)
    return walk


def forget_words(words: Collection[str]) -> None:
    """Forget the keys of those of these words that stand in nothing any more."""
    gone = [word for word in words if not _is_filed(word)]
    WordKey.objects.filter(word__in=gone).delete()


def _kept(filings: Sequence[Filing]) -> Mapping[tuple[str, UUID], Find]:
    kept = {}
    for kind in {filing.kind for filing in filings}:
        rows = Find.objects.filter(kind=kind, ref__in=[filing.ref for filing in filings if filing.kind == kind])
        kept.update({(row.kind, row.ref): row for row in rows})
    return kept


def _learn_words(filings: Sequence[Filing]) -> None:
    """Keep the keys of every word that is new, or new in its language: those whose stems there are not all known."""
    languages: dict[str, set[str]] = {}
    for filing in filings:
        for word in filing.words:
            languages.setdefault(word, set()).add(filing.language)
    words = sorted(languages)
    for at in range(0, len(words), _AT_ONCE):
        some = words[at : at + _AT_ONCE]
        stems = {word: {key for one in languages[word] for key in stem_keys(word, language=one)} for word in some}
        wanted = set().union(*stems.values())
        known = set(WordKey.objects.filter(word__in=some, key__in=wanted).values_list("word", "key"))
        new = [
            WordKey(key=key, word=word)
            for word in some
            if any((word, key) not in known for key in stems[word])
            for key in sorted(set().union(*(keys_of_word(word, language=one) for one in languages[word])))
        ]
        WordKey.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)


def _is_filed(word: str) -> bool:
    if connection.vendor == "sqlite":
        return bool(fetch("SELECT rowid FROM finds_text WHERE finds_text MATCH %s LIMIT 1", [f'"{word}"']))
    sql = "SELECT number FROM finds_find WHERE tokens @@ %s::tsquery LIMIT 1"
    return bool(fetch(sql, [f"'{word}'"]))
