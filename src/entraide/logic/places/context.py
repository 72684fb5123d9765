"""What words around a name tell against its being a place: streets, persons, goods named after towns."""

from collections.abc import Sequence

from entraide.logic.places.words import context, little_words

_LINKS = frozenset(["de", "d", "du", "des", "la", "l", "le", "les", "van", "der", "den"])


def is_other_thing(key: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words around a name make it a street's, a person's, a school's or a good's ("rue de Namur")."""
    if after and after[0] in context("goods_after"):
        return True
    rest = list(before[-5:])
    links = 0
    while rest and rest[-1] in _LINKS:
        rest.pop()
        links += 1
    if not rest:
        return False
    if links:
        return (
            rest[-1] in context("streets") or rest[-1] in context("goods") or " ".join(rest[-2:]) in context("streets")
        )
    if key.startswith(("st ", "ste ")) and rest[-1] in context("institutions"):
        return True
    return rest[-1] in context("persons") or rest[-1] in context("streets") or " ".join(rest[-2:]) in context("persons")


def likely_language(words: Sequence[str]) -> str | None:
    """The language that the little words of a sentence are most of, None if they do not tell."""
    counts = sorted(((sum(w in little for w in words), tag) for tag, little in little_words().items()), reverse=True)
    return counts[0][1] if counts[0][0] > counts[1][0] else None
