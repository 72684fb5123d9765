"""Plain text: folding for comparison without losing one's place, and cleaning what a form or a terminal sends.

It knows nothing of sentences or languages; grammars stand on it.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

_ALIKE = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "\t": " ", "\n": " ", "\r": " ",
}  # fmt: skip
_INVISIBLE = {"Cf", "Mn", "Me", "Cc"}
# "½" is three letters, "㍿" four; a sign that is a whole phrase (U+FDFA is eighteen letters) stays the one sign that it is.
_MOST_LETTERS_OF_A_SIGN = 4


@dataclass(frozen=True)
class Folded:
    """A text in small letters without accents, that remembers where each of its characters came from.

    Attributes:
        original: the text as written.
        text: the folded text: lower case, no accents, plain apostrophes, hyphens and spaces.
        offsets: for each folded character the index (Unicode code points) of its original character.
    """

    original: str
    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text (code points, end exclusive) that the folded span `start:end` was made from."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.original)
            return at, at
        after = self.offsets[end] if end < len(self.offsets) else len(self.original)
        last = self.offsets[end - 1]
        return self.offsets[start], max(last + 1, _back_over_spaces(self.original, last + 1, after))

    @cached_property
    def folded_at(self) -> tuple[int, ...]:
        """For each original index (and one past the last) the index of the first folded character at or after it."""
        places: list[int] = []
        for position, origin in enumerate(self.offsets):
            places.extend([position] * (origin + 1 - len(places)))
        places.extend([len(self.text)] * (len(self.original) + 1 - len(places)))
        return tuple(places)


def _back_over_spaces(original: str, low: int, high: int) -> int:
    """Keep a combining accent that follows the last letter, and leave out anything else that folding dropped."""
    end = low
    while end < high and unicodedata.category(original[end]) in ("Mn", "Me"):
        end += 1
    return end


@lru_cache(maxsize=128)
def fold(text: str) -> Folded:
    """Fold `text` for comparison, keeping for each folded character where it came from.

    Takes any string; never raises. Accents, case, ligatures and the many kinds of apostrophe, hyphen and space disappear;
    zero-width characters vanish. The folded text has at most four times as many characters.
    """
    if text.isascii():
        plain = text.lower().replace("\t", " ").replace("\n", " ").replace("\r", " ").replace("`", "'")
        if plain.isprintable():
            return Folded(text, plain, tuple(range(len(plain))))
    letters = list(map(_folded, text))
    sizes = set(map(len, letters))
    if sizes == {1}:
        return Folded(text, "".join(letters), tuple(range(len(letters))))
    offsets = [index for index, alike in enumerate(letters) for _ in alike]
    return Folded(text, "".join(letters), tuple(offsets))


@lru_cache(maxsize=1 << 12)
def _folded(character: str) -> str:
    """One character, folded; nothing for one that cannot be seen."""
    alike = _ALIKE.get(character)
    if alike is not None:
        return alike
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    if character.isspace():
        return " "
    broken = unicodedata.normalize("NFKD", character.lower())
    letters = "".join(_ALIKE.get(c, c) for c in broken if unicodedata.category(c) not in _INVISIBLE)
    return letters if len(letters) <= _MOST_LETTERS_OF_A_SIGN else character


def fold_key(text: str) -> str:
    """Fold `text` to a key for looking names up: folded, anything but letters and digits becomes one space."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text).text).split())
