"""Numbers in several words put together: "deux mille cinq cents", "two hundred and fifty", "honderd twintig"."""

import re

from entraide.logic.reading.number_words import HUNDREDS, THOUSANDS, spoken_numbers

_LONGEST_PHRASE = 4


class NumberPhrases:
    """Reads one number in words from a list of words, from a position on."""

    def __init__(self, text: str, words: list[re.Match[str]]) -> None:
        self.text = text
        self.words = words

    def _joined(self, at: int) -> bool:
        """Whether the word before `at` is tied to it by a space or a hyphen only."""
        return at < len(self.words) and self.text[self.words[at - 1].end() : self.words[at].start()] in (" ", "-")

    def _word(self, at: int) -> str:
        return self.words[at].group() if self._joined(at) else ""

    def _below_hundred(self, at: int) -> tuple[int, int]:
        """(value, words used), (0, 0) if no phrase begins here; the longest phrase wins."""
        table, best, phrase = spoken_numbers(), (0, 0), ""
        for used in range(1, _LONGEST_PHRASE + 1):
            if used > 1 and not self._joined(at + used - 1):
                break
            if at + used > len(self.words):
                break
            phrase = f"{phrase} {self.words[at + used - 1].group()}".strip()
            if phrase in table:
                best = (table[phrase], used)
        return best

    def _below_thousand(self, at: int) -> tuple[int, int]:
        value, used = self._below_hundred(at)
        after = at + used
        follows = self.words[at].group() if not used else self._word(after)
        if used and value % 100 == 0 and value and self._joined(after):  # "honderd twintig"
            more, more_used = self._below_hundred(after)
            return (value + more, used + more_used) if 0 < more < 100 else (value, used)
        if follows not in HUNDREDS or value >= 100:
            return value, used
        value, after = 100 * (value or 1), after + 1
        step = 1 if self._word(after) == "and" else 0
        if self._joined(after + step) and (not step or self._joined(after)):
            more, more_used = self._below_hundred(after + step)
            if 0 < more < 100:
                return value + more, after + step + more_used - at
        return value, after - at

    def read(self, at: int) -> tuple[int, int]:
        """The value of the number that begins at word `at`, and how many words it takes; (0, 0) if none does."""
        value, used = self._below_thousand(at)
        after = at + used
        follows = self.words[at].group() if not used else self._word(after)
        if follows in THOUSANDS and value < 1000:
            value, after = 1000 * (value or 1), after + 1
        elif not value or value % 1000 or value < 1000:
            return value, used
        if self._joined(after):
            more, more_used = self._below_thousand(after)
            if 0 < more < 1000:
                return value + more, after + more_used - at
        return value, after - at
