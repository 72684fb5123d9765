"""What the bot gets wrong, counted: which fields are corrected most, in which languages, and what is taken for what."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from entraide.logic.reading.interpretation import LANGUAGES
from entraide.logic.reading.outline import FIELDS


@dataclass(frozen=True)
class Mistake:
    """One kept correction: the language, the fields that were corrected, and the outlines of what was read and what is right."""

    language: str
    fields: tuple[str, ...]
    read: Mapping[str, str]
    right: Mapping[str, str]


@dataclass(frozen=True)
class Confusion:
    """How often each label was read (columns) where another was right (rows), over corrected sentences only.

    `labels` are those that occur, in the order given or else the most confused first; `counts[right][read]` has a zero where
    nothing was confused, and on the diagonal how often the label was right although something else was corrected.
    """

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> int:
        """The largest count off the diagonal; 0 if nothing was confused."""
        return max((n for i, row in enumerate(self.counts) for j, n in enumerate(row) if i != j), default=0)


def by_field(mistakes: Iterable[Mistake]) -> list[tuple[str, int]]:
    """How many sentences were corrected in each field, most first; fields never corrected at the end."""
    counted = Counter(field for mistake in mistakes for field in mistake.fields)
    return sorted(((field, counted[field]) for field in FIELDS), key=lambda pair: -pair[1])


def by_language(mistakes: Iterable[Mistake]) -> list[tuple[str, int]]:
    """How many sentences of each language were corrected, in the order of the languages."""
    counted = Counter(mistake.language for mistake in mistakes)
    return [(language, counted[language]) for language in LANGUAGES]


def pairs(mistakes: Iterable[Mistake], *, most: int | None = None) -> list[tuple[str, str, str, int]]:
    """(field, read, right, how often), most often first, then by name; where field, read and right say what was taken for what."""
    counted = Counter(
        (field, mistake.read[field], mistake.right[field]) for mistake in mistakes for field in mistake.fields
    )
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(*pair, times) for pair, times in ordered[:most]]


def confusion(mistakes: Sequence[Mistake], *, field: str, most: int | None = None) -> Confusion:
    """The confusion table of one field (kind, topic …). Of more than `most` labels those that are confused most are kept."""
    told = [(mistake.right[field], mistake.read[field]) for mistake in mistakes]
    confused = Counter(label for right, read in told if right != read for label in (right, read))
    labels = tuple(sorted(confused, key=lambda label: (-confused[label], label))[:most])
    if most is None or len(confused) <= most:
        labels = tuple(sorted(labels))
    counted = Counter(told)
    return Confusion(labels=labels, counts=tuple(tuple(counted[right, read] for read in labels) for right in labels))
