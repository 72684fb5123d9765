"""Which names of places are also ordinary words, first names or goods, in which language, and how ordinary they are.

The frequencies come from the package wordfreq; which large towns bear an ordinary word as name is judged by hand, since
a frequency cannot tell "Paris" from "Essen".
"""

from functools import cache
from pathlib import Path

from entraide.logic.places.keys import name_key
from entraide.logic.places.said import read_said
from gazetteer.rows import Row
from gazetteer.writing import strong_keys

LANGUAGES = ("fr", "nl", "en", "de")
_WORDS = Path(__file__).with_name("ordinary.txt")
_NEAR = {"BE", "FR", "LU", "NL", "DE", "CH"}
_LARGE, _VERY_LARGE = 20_000, 150_000
_ORDINARY, _VERY_ORDINARY = 3.0, 4.6
_VOCABULARY = 25_000
_LOOKED_AT = 60_000


def table(rows: list[Row]) -> str:
    """Lines `key<TAB>levels`: a digit for each of fr, nl, en, de; 0 a place's name only, 1 a word too, 2 very much so,
    3 never a place, 4 a person's or a good's name."""
    judged, always = _judged()
    best: dict[str, int] = {}
    for row in rows:
        large = _LARGE if row.country in _NEAR else _VERY_LARGE
        is_known = row.population >= large or (row.country in ("BE", "LU") and row.precision == "municipality")
        is_strong = is_known or row.precision == "region"
        for key in strong_keys(row):
            best[key] = max(best.get(key, 0), _LARGE if is_strong else min(row.population, _LARGE - 1))
        for other in row.others:
            key = name_key(other)
            best[key] = max(best.get(key, 0), _LARGE if row.population > 10 * _LARGE else 0)
    said = read_said().names
    for key in said:  # nobody counts the people of a district: its name is judged as a small place's
        best.setdefault(key, 0)
    lines = []
    for key in sorted((best.keys() | always.keys()) - {""}):
        if always.get(key) == "0" or (key in said and _is_called_a_place(key)):
            continue
        if key in always:
            lines.append(f"{key}\t{always[key] * 4}")
            continue
        words = [w for w in key.split() if w not in _LITTLE] or key.split()
        is_article_only = len(words) == 1 and key.split()[0] in _ARTICLES and len(key.split()) > 1
        if len(words) > 1 and best.get(words[0], 0) >= _LARGE and words[0] not in judged:
            continue  # "aachen brand" begins with a town
        if len(key.split()) > 3 or (best.get(key, 0) >= _LARGE and key not in judged and not is_article_only):
            continue
        floor = _ORDINARY if key in judged or len(words) == 1 else _VERY_ORDINARY - 0.6
        levels = ""
        for language in LANGUAGES:
            frequency = min(_frequencies(language).get(w, 0.0) for w in words)
            level = 0 if frequency < floor else 1 if frequency < _VERY_ORDINARY else 2
            levels += str(min(level, 1) if len(key.split()) > 1 else level)
        if levels != "0000":
            lines.append(f"{key}\t{levels}")
    return "\n".join(lines)


def _is_called_a_place(key: str) -> bool:
    """Whether a name of several words says itself that it is a place: "gare du midi", "luchthaven zaventem"."""
    words = key.split()
    return len(words) > 1 and (words[0] in _PLACES_FIRST or words[-1] in _PLACES_LAST)


@cache
def _frequencies(language: str) -> dict[str, float]:
    """How frequent each word of a language is (Zipf scale), by its key, so that "liège" counts for "liege"."""
    from wordfreq import top_n_list, zipf_frequency

    found: dict[str, float] = {}
    for word in top_n_list(language, _LOOKED_AT):
        key = name_key(word)
        found[key] = max(found.get(key, 0.0), zipf_frequency(word, language))
    return found


def vocabulary() -> str:
    """Ordinary words of the four languages, a line each, folded: what is never taken for a misspelt place."""
    from wordfreq import top_n_list

    words = {name_key(word) for language in LANGUAGES for word in top_n_list(language, _VOCABULARY)}
    return "\n".join(sorted(w for w in words if len(w) >= 4 and " " not in w and w.isascii() and w.isalpha()))


_LITTLE = {
    "le",
    "la",
    "les",
    "l",
    "de",
    "du",
    "des",
    "d",
    "et",
    "en",
    "aux",
    "au",
    "st",
    "ste",
    "het",
    "der",
    "die",
    "den",
    "the",
}


_PLACES_FIRST = {
    "gare", "aeroport", "station", "luchthaven", "vliegveld", "flughafen", "bahnhof", "hauptbahnhof", "metro", "universite",
    "chu", "chr", "campus", "square", "parvis", "bois", "porte",
}  # fmt: skip
_PLACES_LAST = {"gare", "aeroport", "airport", "hauptbahnhof", "hbf", "plein"}


_ARTICLES = {"le", "la", "les", "l", "de", "du", "des", "aux", "au", "het", "der", "die", "the"}


def _judged() -> tuple[set[str], dict[str, str]]:
    """Ordinary words that are large towns too; names that count in every language (persons', goods', never places)."""
    judged: set[str] = set()
    always: dict[str, str] = {}
    level = ""
    for line in _WORDS.read_text("utf-8").splitlines():
        if line.startswith("# "):
            level = {"# names and goods": "4", "# never": "3", "# places only": "0"}.get(line.partition(":")[0], "")
        elif level:
            always.update(dict.fromkeys(map(name_key, line.split(",")), level))
        else:
            judged.update(map(name_key, line.split(",")))
    always.pop("", None)
    return judged - {""}, always
