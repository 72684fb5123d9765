"""The key under which a place's name is kept and looked for, the same when the table is built and when it is read.

It makes alike what people write alike: "St-Niklaas" and "Sint-Niklaas", "Fayt-lez-Manage" and "Fayt les Manage",
"Neuilly s/ Seine" and "Neuilly-sur-Seine". It knows nothing of which names exist.
"""

from entraide.common.text import fold

_ALIKE = {
    "saint": "st", "sint": "st", "sankt": "st", "sainte": "ste", "lez": "les", "pt": "pont",
}  # fmt: skip
_ALIKE_INSIDE = {**_ALIKE, "s": "sur", "s's": "sous"}


def alike(word: str, *, is_first: bool) -> str:
    """The form of one folded `word` in a key. `is_first`: the word opens the name ("s" is "sur" only inside one)."""
    return (_ALIKE if is_first else _ALIKE_INSIDE).get(word, word)


def name_key(name: str) -> str:
    """The key of a name as people write it: "St-Gilles lez Bxl" gives "st gilles les bxl". Empty for no letters."""
    words = "".join(c if c.isalnum() else " " for c in fold(name).text).split()
    return " ".join(alike(word, is_first=position == 0) for position, word in enumerate(words))
