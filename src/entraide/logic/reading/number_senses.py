"""Number words that mean something else: onze (nl: our), four (fr: oven), neuf (fr: new), ten (nl: at the)."""

import re
from functools import cache

LANGUAGE_OF = {
    "onze": "fr",
    "neuf": "fr",
    "four": "en",
    "ten": "en",
    "score": "en",
    "vier": "nl de",
    "sept": "fr",
    "dozen": "en",
}
"""Number words that are something else in another language: onze (nl: our), four (fr: oven), ten (nl: at the)."""


@cache
def _small_words() -> dict[str, re.Pattern[str]]:
    return {
        "fr": re.compile(r"\b(?:je|le|la|les|des|une?|du|de|pour|et|avec|qui|cherche|mon|ma|mes|nous|il)\b|[ldjc]'"),
        "nl": re.compile(r"\b(?:ik|het|een|wij?|van|voor|met|wie|zoek\w*|mijn|op|naar|te|en|of|ons|bij|je|graag)\b"),
        "en": re.compile(r"\b(?:i|the|an?|to|for|with|who|my|our|we|of|need|can|and|looking|you|at|on)\b"),
        "de": re.compile(r"\b(?:ich|der|die|das|und|fur|mit|wer|mein\w*|wir|suche|zu|im|bei|ein\w*|von|den|am)\b"),
    }  # fmt: skip


def is_spoken(text: str, languages: str, hint: str | None) -> bool:
    """Whether `text` is in one of `languages`: by the hint, else as far as its small words tell."""
    if hint:
        return hint in languages
    counts = {language: len(words.findall(text)) for language, words in _small_words().items()}
    return max(counts[language] for language in languages.split()) == max(counts.values())


@cache
def _not_numbers() -> re.Pattern[str]:
    """Phrases whose number word means something else, up to and with that word."""
    return re.compile(
        r"(?:\b(?:comme|etat|quasi(?:ment)?|presque|tout|a|le|du|de|plat|pain|velo|acheter|achete)\s+neuf|\b(?:un|le"
        r"|mon|du|au|ce|son|votre|notre|ton|petit|grand|mini|micro|plaque)[ -]four|\b(?:ik|wij?|we)\s+vier"
        r"|\btout[ -]a[ -]l'heure|\bpour\s+cent|\bper\s+cent)$"
    )  # fmt: skip


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:laatste|minste|huize|eerste|tweede|opzichte|behoeve|slotte|zuiden|noorden|oosten|westen|goede|volle)\b"
    )


def is_something_else(text: str, start: int, end: int, word: str, language: str | None) -> bool:
    """Whether the number word `word` at `start:end` of the folded `text` is no number there. `language` is a hint."""
    if word in LANGUAGE_OF and not is_spoken(text, LANGUAGE_OF[word], language):
        return True
    if word == "ten" and _not_before().match(text, end):
        return True
    if word == "sept" and re.search(r"\d\s*$", text[:start]):
        return True  # a month: "le 15 sept"
    return _not_numbers().search(text, max(0, start - 24), end) is not None
