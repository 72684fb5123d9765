"""Stems: what the forms of one word have in common, by the endings of French, Dutch, English and German. Light on purpose.

A stem need not be a word; it is only ever compared with stems of the same language, so that the English "garden" never meets the
French "garder". Words are folded beforehand (searching/words.py).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

# Endings, the longest that leaves enough of the word goes first. After "/" stands what comes in its place.
_ENDINGS: Mapping[str, str] = {
    "fr": (
        "issements issement issages issage issantes issante issants issant issons issez issent "
        "atrices atrice ateurs ateur ations ation euses euse eurs eur ements ement amment emment "
        "eries erie iers iere ieres ier ables able antes ante ants ant ades ade "
        "erions eriez eraient erait eront erez erons "
        "aient ait ais ions iez ent ees ee ez er es e s x i is it ir ie ies"
    ),
    "nl": (
        "heden/heid ingen ing erijen erij sters ster aars aar ers er tjes tje pjes pje etjes etje jes je "
        "eren en es te de t d s e"
    ),
    "en": "ings ing ers er ies/y ied/y ed es s ly e",
    "de": "ungen ung erinnen erin innen in heiten heit keiten keit ern em en er es est te st t e n s",
}
# So much is left of a word at least: when an ending of one or two letters goes, and when a longer one does.
_LEAST, _LEAST_OF_LONG = 3, {"fr": 4, "nl": 3, "en": 3, "de": 4}
# Words whose forms have too little in common for endings to tell, and what people shorten.
_IRREGULAR: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "travaux": "travail", "baux": "bail", "vitraux": "vitrail", "emaux": "email", "yeux": "oeil", "cieux": "ciel",
        "clef": "cle", "clefs": "cle", "peindre": "peinture", "coudre": "couture", "maths": "mathematiques",
        "math": "mathematiques", "appart": "appartement", "apparts": "appartement", "ordi": "ordinateur", "ordis": "ordinateur",
    },
    "nl": {
        "koeien": "koe", "eieren": "ei", "steden": "stad", "schepen": "schip", "wegen": "weg", "dagen": "dag",
        "daken": "dak", "glazen": "glas", "gaten": "gat", "gebracht": "breng", "gekocht": "koop", "verkocht": "verkoop",
        "reparatie": "repareren", "reparaties": "repareren",
    },
    "en": {
        "children": "child", "men": "man", "women": "woman", "people": "person", "feet": "foot", "teeth": "tooth",
        "mice": "mouse", "knives": "knife", "shelves": "shelf", "wives": "wife", "lives": "life", "leaves": "leaf",
        "lent": "lend", "gave": "give", "taught": "teach", "bought": "buy", "sold": "sell", "built": "build",
        "drove": "drive", "broken": "break", "broke": "break",
    },
    "de": {"reparatur": "reparieren", "reparaturen": "reparieren"},
}  # fmt: skip


@lru_cache(maxsize=1 << 15)
def stems(word: str, language: str) -> frozenset[str]:
    """The stems of a folded word in a language (fr, nl, en, de); of any other language, and of figures, the word itself.

    Two words are forms of one if they have a stem in common. In Dutch and German a last letter may belong to the word or not
    ("fiets", "Garten"): there the word as it stands counts too.
    """
    if language not in _ENDINGS or len(word) < 3 or any(letter.isdigit() for letter in word):
        return frozenset((word,))
    word = _IRREGULAR[language].get(word, word)
    sound = _SOUNDS[language]
    shorter = sound(_without_ending(word, language))
    return frozenset((shorter, sound(word))) if language in ("nl", "de") else frozenset((shorter,))


def _without_ending(word: str, language: str) -> str:
    for ending, instead in _endings(language):
        least = _LEAST if len(ending) < 3 else _LEAST_OF_LONG[language]
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + instead
    return word


@lru_cache(maxsize=8)
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    pairs = (entry.partition("/") for entry in _ENDINGS[language].split())
    return tuple(sorted(((ending, instead) for ending, _, instead in pairs), key=lambda pair: -len(pair[0])))


def _french(word: str) -> str:
    """ "chevaux" as "cheval", "gâteaux" as "gâteau"; "jardinage" as "jardin", "nettoyer" as "nettoie"; a doubled last letter once."""
    if word.endswith("au") and len(word) > 4:
        word = word[:-2] + ("u" if word.endswith("eau") else "al")
    word = re.sub(r"(?<=....)age?$", "", word).replace("qu", "k").replace("y", "i")
    return _once(re.sub(r"(?<=..)i$", "", word))


def _dutch(word: str) -> str:
    """ "boren" as "boor", "lessen" as "les", "huizen" as "huis", "brieven" as "brief"."""
    word = re.sub(r"([aeou])\1", r"\1", _once(word))
    return re.sub(r"z$", "s", re.sub(r"v$", "f", word))


def _english(word: str) -> str:
    """ "baby" as "babies", "drilling" as "drill"."""
    return _once(re.sub(r"(?<=..)y$", "i", word))


def _german(word: str) -> str:
    """ "Fahrraeder" as "Fahrräder", "Schluessel" as "Schlüssel"; a doubled last letter once."""
    return _once(re.sub(r"(?<=[^aeoqu])(a|o|u)e(?=[^aeiou])", r"\1", word))


def _once(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


_SOUNDS = {"fr": _french, "nl": _dutch, "en": _english, "de": _german}
