"""The question: the words of what somebody typed into the field, and which of them count."""

from dataclasses import dataclass

from entraide.logic.searching.words import is_faint, telling_words

LONGEST = 120
MOST_WORDS = 8


@dataclass(frozen=True)
class Question:
    """What is looked for. `written` is what was typed, tidied; `words` are the folded words that count, each once, in order."""

    written: str
    words: tuple[str, ...]


def read_question(typed: str) -> Question:
    """The question in whatever was typed; with no words if it says nothing that could be looked for. Takes any string.

    "cherche un vélo" looks for "vélo": that somebody looks for something counts only where nothing else is said.
    """
    written = " ".join(typed.replace("\x00", "").split())[:LONGEST]
    words = tuple(dict.fromkeys(word.folded for word in telling_words(written)))
    return Question(written, (tuple(word for word in words if not is_faint(word)) or words)[:MOST_WORDS])
