"""The words before a place: what they say of it ("à", "près de", "nach", "rond"), in four languages.

It only reads words that stand directly before a name; what a trip or a radius means is for the reader of sentences.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from entraide.logic.places.words import articles, before_phrases, context

Relation = Literal["at", "near", "from", "to", "between", "through", "of"]

_LONGEST = 5


class Before(NamedTuple):
    """The relation that is stated, how many words state it, and whether they are surely said of a place."""

    relation: Relation
    words: int
    is_strong: bool


def before(words: Sequence[str], language: str | None) -> Before | None:
    """What the last of `words` (folded, in order) say of the place that follows them; None if they say nothing."""
    said = _nearest(words, language)
    if said and said.relation == "at" and words[-said.words] in context("things"):
        # "depuis la gare de Namur": the thing is there, but what stands before it tells what is meant.
        further = _nearest(words[: -said.words], language)
        if further:
            return Before(further.relation, further.words + said.words, is_strong=True)
    return said


def _nearest(words: Sequence[str], language: str | None) -> Before | None:
    """What the words right before a name say, an article between them left out of account."""
    phrases = before_phrases(language)
    own_articles = articles(language) or context("articles")
    for skipped in (0, 1):
        whole = len(words) - skipped
        if skipped and not (words and words[-1] in own_articles):
            break
        for count in range(min(_LONGEST, whole), 0, -1):
            said = phrases.get(" ".join(words[whole - count : whole]))
            if said and (said[1] or count > 1 or words[whole - 1] not in own_articles):
                return Before(cast(Relation, said[0]), count + skipped, said[1])
    said = phrases.get(words[-1]) if words else None
    return Before(cast(Relation, said[0]), 1, said[1]) if said else None
