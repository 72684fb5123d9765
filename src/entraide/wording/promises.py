"""A promise as a sentence, whose parts carry the four lines; and the words of how an exchange stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.logic.bookkeeping.units import Unit
from entraide.logic.promises.terms import Promise
from entraide.logic.promises.times import is_repeated
from entraide.logic.reading.interpretation import Quantity, TimeSaid
from entraide.logic.reading.interpretation import Unit as CountedUnit
from entraide.wording.amounts import amount, euros
from entraide.wording.moments import clock, day, local, said_time
from entraide.wording.readings import quantity_words

Line = Literal["", "what", "when", "where", "return"]


@dataclass(frozen=True)
class Piece:
    """Some words of the sentence, and the line under them ("" for none)."""

    words: str
    line: Line = ""


def promise_sentence(
    terms: Promise, *, helper: str, asker: str, unit: Unit, now: datetime, counted: str = ""
) -> list[Piece]:
    """The promise in pieces: "Bruno, pour Ginette : promener Filou, samedi 7 mars à 9 h, place Flagey, contre un pot de confiture."

    `helper` and `asker` are names, "" for whoever reads it; `counted` is the unit of what is counted ("person", "kg"), "" for nothing.
    Moments are said in the active time zone.
    """
    # Two words, not one: "jij, voor Ginette" and "Bruno, voor jou".
    helper = helper or pgettext("qui aide", "vous")
    asker = asker or pgettext("qui est aidé", "vous")
    pieces = [
        Piece(_("%(helper)s, pour %(asker)s : ") % {"helper": helper[:1].upper() + helper[1:], "asker": asker}),
        Piece(_what(terms, counted=counted), "what"),
    ]
    if when := when_words(terms, now=now):
        pieces += [Piece(", "), Piece(when, "when")]
    if terms.place_name:
        pieces += [Piece(", "), Piece(terms.place_name, "where")]
    if given := return_words(terms, unit=unit):
        pieces += [Piece(pgettext("promesse", ", contre ")), Piece(given, "return")]
    # "18 u." ends in a full stop already.
    return pieces if pieces[-1].words.endswith(".") else [*pieces, Piece(".")]


def promise_text(pieces: list[Piece]) -> str:
    """The sentence without its lines, for mails and calendars."""
    return "".join(piece.words for piece in pieces)


def when_words(terms: Promise, *, now: datetime) -> str:
    """ "samedi 7 mars à 9 h", "samedi 7 mars, 9 h – 11 h", "chaque samedi, 9 h – 11 h"; "" where no time was said."""
    if terms.starts_at is None:
        return ""
    return time_words(
        terms.starts_at,
        terms.ends_at,
        recurrence=terms.recurrence if is_repeated(terms.recurrence) else "",
        now=now,
    )


def time_words(
    starts_at: datetime, ends_at: datetime | None, *, now: datetime, recurrence: str = "", is_short: bool = False
) -> str:
    """One time in words, or how it recurs; moments in the active time zone."""
    start, end = local(starts_at), local(ends_at) if ends_at else None
    if recurrence or end:
        said = TimeSaid(
            start=start.isoformat(timespec="minutes"),
            end=end.isoformat(timespec="minutes") if end else None,
            recurrence=recurrence or None,
        )
        return said_time(said, now=local(now), is_short=is_short)
    named = day(start.date(), now=now, is_short=is_short)
    if start.hour == start.minute == 0:
        return named
    return pgettext("promesse", "%(day)s à %(clock)s") % {"day": named, "clock": clock(start)}


def return_words(terms: Promise, *, unit: Unit) -> str:
    """What is given in return: "2 h", "10 € et un pot de confiture"; "" for nothing."""
    parts = []
    if terms.credits_minor and not unit.is_gift:
        parts.append(amount(terms.credits_minor, unit))
    if terms.cents:
        parts.append(euros(terms.cents))
    if terms.in_return:
        parts.append(terms.in_return)
    return pgettext("promesse", " et ").join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def units_words(number: int, unit: str) -> str:
    """ "8 kilos", "2 personnes"; the number alone for what has no unit."""
    return quantity_words(Quantity(float(number), cast(CountedUnit, unit))) if unit else str(number)


def _what(terms: Promise, *, counted: str) -> str:
    if terms.promised and counted and not (counted == "person" and terms.promised == 1):
        return f"{terms.what} ({units_words(terms.promised, counted)})"
    return terms.what


def reason_words(reason: str) -> str:
    """Why somebody cannot after all, as they choose it."""
    return {
        "ill": _("Je suis malade, ou quelqu'un de la maison"),
        "no_time": _("Je n'ai plus le temps"),
        "found_other": _("J'ai trouvé autrement"),
        "no_longer_needed": _("Il n'y en a plus besoin"),
        "distance": _("C'est trop loin pour moi"),
        "terms": _("Nous ne nous sommes pas entendus"),
        "other": _("Une autre raison"),
    }[reason]


def problem_words(kind: str) -> str:
    """What went wrong, as people choose it."""
    return {
        "not_there": _("L'autre personne n'était pas là"),
        "not_done": _("Ce n'est pas fait, ou pas comme promis"),
        "damaged": _("Quelque chose est abîmé ou perdu"),
        "unkind": _("On m'a manqué de respect, ou je n'étais pas en sécurité"),
        "unpaid": _("Ce qui était convenu en échange n'est pas donné"),
        "money_first": _("On me demande de l'argent d'avance"),
        "other": _("Autre chose"),
    }[kind]


def problem_outcome_words(outcome: str) -> str:
    """What came of a problem, for both."""
    return {
        "goes_on": _("La promesse continue."),
        "done": _("Cela compte comme fait."),
        "partly": _("Cela compte comme fait en partie."),
        "no_show": _("La promesse est close : l'un des deux n'était pas là."),
        "ended": _("La promesse est close."),
    }[outcome]
