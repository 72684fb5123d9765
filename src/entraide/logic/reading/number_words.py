"""The number words of French (of three countries), Dutch, English and German, folded: from two to below a thousand.

Bigger numbers are put together from these by `numbers`. Spaces and hyphens within a phrase are one space here.
"""

from functools import cache
from itertools import product

_FRENCH = [
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_FRENCH_LATE_TENS = {70: ["septante"], 80: ["huitante", "octante"], 90: ["nonante"]}
_ENGLISH = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DUTCH = [
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_DUTCH_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_GERMAN = [
    "ein",
    "zwei",
    "drei",
    "vier",
    "funf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwolf",
    "dreizehn",
    "vierzehn",
    "funfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_GERMAN_TENS = ["zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"]

HUNDREDS = frozenset({"cent", "cents", "hundred", "honderd", "hundert"})
THOUSANDS = frozenset({"mille", "thousand", "duizend", "tausend"})
ONES = frozenset({"un", "une", "one", "een", "ein", "eine", "einen", "einem", "einer"})

COLLECTIVES = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "paire": 2,
    "tiental": 10, "twaalftal": 12, "dozijn": 12, "vijftiental": 15, "twintigtal": 20, "dertigtal": 30,
    "veertigtal": 40, "vijftigtal": 50, "zestigtal": 60, "honderdtal": 100, "duizendtal": 1000,
    "dozen": 12, "couple": 2, "pair": 2,
    "dutzend": 12,
}  # fmt: skip
"""Words that stand for a number of things: "une trentaine", "een tiental", "a dozen"."""
COLLECTIVE_PLURALS = {"dizaines": 10, "douzaines": 12, "centaines": 100, "milliers": 1000, "paires": 2, "pairs": 2}
"""Counted only after a number: "deux douzaines"; "des dizaines" says no number."""
HALVES = frozenset({"demi", "demie", "half", "halve", "halbes", "halb"})


def _french() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_FRENCH, 1) if value > 1}
    low = {value: [word] for value, word in enumerate(_FRENCH, 1)} | {
        17: ["dix sept"], 18: ["dix huit"], 19: ["dix neuf"]
    }  # fmt: skip
    tens = {value: [word] for value, word in _FRENCH_TENS.items()} | _FRENCH_LATE_TENS
    for value, names in low.items():
        words.update({name: value for name in names if value > 1})
        if value > 9:
            words |= {f"soixante {name}": 60 + value for name in names}
        words |= {f"quatre vingt {name}": 80 + value for name in names}
    words |= {"quatre vingt": 80, "quatre vingts": 80, "soixante et onze": 71}
    for value, names in tens.items():
        for name in names:
            words |= {name: value, f"{name} et un": value + 1, f"{name} et une": value + 1}
            words |= {f"{name} {_FRENCH[unit - 1]}": value + unit for unit in range(2, 10)}
    return words


def _english() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_ENGLISH, 1) if value > 1}
    for ten, name in enumerate(_ENGLISH_TENS, 2):
        words[name] = 10 * ten
        words |= {f"{name} {_ENGLISH[unit - 1]}": 10 * ten + unit for unit in range(1, 10)}
    return words


def _one_word(small: list[str], tens: list[str], joint: str, hundred: str) -> dict[str, int]:
    """Dutch and German: units before tens, and all below a thousand in one word."""
    below = {word: value for value, word in enumerate(small, 1)}
    for ten, name in enumerate(tens, 2):
        below[name] = 10 * ten
        below |= {f"{small[unit - 1]}{joint}{name}": 10 * ten + unit for unit in range(1, 10)}
    words = {word: value for word, value in below.items() if value > 1}
    starts = [("", 1), *((word, value) for word, value in below.items() if value < 10)]
    for (start, times), (rest, value) in product(starts, [("", 0), *below.items()]):
        words[f"{start}{hundred}{rest}"] = 100 * times + value
    words |= {f"{word}{thousand}": 1000 * value for word, value in below.items() if value > 1
              for thousand in ("duizend", "tausend")}  # fmt: skip
    return words


@cache
def spoken_numbers() -> dict[str, int]:
    """Every phrase and its value, the four languages together: no two of them mean different numbers."""
    german = _one_word(_GERMAN, _GERMAN_TENS, "und", "hundert") | {"zwo": 2}
    for word in [word for word in german if "funf" in word or "zwolf" in word]:
        german[word.replace("funf", "fuenf").replace("zwolf", "zwoelf")] = german[word]
    return _french() | _english() | _one_word(_DUTCH, _DUTCH_TENS, "en", "honderd") | german


@cache
def first_words() -> frozenset[str]:
    """The words that a number in words can begin with."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in spoken_numbers()) | HUNDREDS | THOUSANDS
