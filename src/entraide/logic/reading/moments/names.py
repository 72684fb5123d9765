"""The names of weekdays, months and parts of the day in French, Dutch, English and German, folded (no accents).

A test holds weekdays and months against Unicode's CLDR.
"""

from collections.abc import Iterator

LANGUAGES = ("fr", "nl", "en", "de")
WEEKDAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "de": ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
}
MONTHS = {
    "fr": ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
           "novembre", "decembre"],
    "nl": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"],
    "en": ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december"],
    "de": ["januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "dezember"],
}  # fmt: skip
OTHER_MONTHS = {
    1: "janv jan janner jenner januarie", 2: "fevr fev feb febr feber february februar", 3: "mrt maerz mrz marz",
    4: "avr apr", 6: "jun", 7: "juil jul", 8: "aug augustus", 9: "sept sep", 10: "oct okt", 11: "nov", 12: "dec dez",
}  # fmt: skip
# Words that are months only beside a number or after "in", "en", "begin" …
SOFT_MONTHS = frozenset((
    "mars", "march", "mar", "may", "marz", "jan", "jun", "jul", "juli", "dec", "avr", "apr", "oct", "okt", "nov", "feb",
    "fev", "sep", "mai", "mei", "august", "sept", "april", "june", "avril",
))  # fmt: skip

OTHER_WEEKDAYS = {
    0: "lundis maandags", 1: "tues dinstag mardie", 2: "weds mecredi mercredie wensday wendsday wednsday woendag",
    3: "thur thurs jeudis donderag donnerstg", 4: "vendredie vrijdg vrydag", 5: "sonnabend zaterag saterday satuday sammedi",
    6: "dimache dimanches",
}  # fmt: skip
# Abbreviations: words of their own in other languages, so they count only in their own and where a date is plain.
SHORT_WEEKDAYS = {
    "fr": ["lun|lu", "mar", "mer", "jeu", "ven|ve", "sam", "dim"],
    "nl": ["ma", "di|din", "wo|woe", "do|don", "vr|vrij|vrijd", "za|zat", "zo|zon"],
    "en": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    "de": ["mo", "di", "mi", "do", "fr", "sa", "so"],
}

# Parts of a day as they end a Dutch or German compound ("maandagochtend", "Montagabend").
ENDINGS = {
    "nl": {"ochtend": "morning", "morgen": "morning", "voormiddag": "morning", "middag": "middag",
           "namiddag": "afternoon", "avond": "evening", "nacht": "night"},
    "de": {"morgen": "morning", "fruh": "morning", "vormittag": "morning", "mittag": "noon",
           "nachmittag": "afternoon", "abend": "evening", "nacht": "night"},
}  # fmt: skip


def habitual_weekdays() -> Iterator[tuple[str, int]]:
    """Plurals and adverbs that say "every": lundis, maandagen, Mondays, montags."""
    for language, endings in {"fr": ("s",), "nl": ("en", "s"), "en": ("s",), "de": ("s",)}.items():
        for number, name in enumerate(WEEKDAYS[language]):
            for ending in endings:
                yield name + ending, number
    yield "sonnabends", 5
    for number, name in enumerate(WEEKDAYS["de"][1:], 1):  # "Montagen" are fittings
        yield name + "en", number


def compound_weekdays() -> Iterator[tuple[str, tuple[int, str], bool]]:
    """A weekday grown together with a part of the day: the word, (weekday, part), and whether it says "every"."""
    for language, plurals in {"nl": ("en", "s"), "de": ("s",)}.items():
        names = [*enumerate(WEEKDAYS[language]), *([(5, "sonnabend")] if language == "de" else [])]
        for number, name in names:
            for ending, part in ENDINGS[language].items():
                yield name + ending, (number, part), False
                for plural in plurals:
                    yield name + ending + plural, (number, part), True
            if language == "de":
                yield name + "abende", (number, "evening"), True


def misspelt(name: str) -> Iterator[str]:
    """A long name with one letter left out or two swapped, as people type it; first and last letter stay."""
    for at in range(1, len(name) - 1):
        yield name[:at] + name[at + 1 :]
        if at < len(name) - 2 and name[at] != name[at + 1]:
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
