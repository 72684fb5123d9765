"""Moments, days, hours and repetitions as people say them, in the active language.

Takes aware or naive moments; aware ones are turned to the active time zone first. `now` is always given by the caller.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from entraide.logic.reading.interpretation import TimeSaid
from entraide.wording.counts import in_words
from entraide.wording.tongue import active_tongue, plain_language
from entraide.wording.typography import FIXED

_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS = ["MO", "TU", "WE", "TH", "FR"]


def local(moment: datetime) -> datetime:
    """`moment` as a wall clock shows it: naive, in the active time zone."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


# ── Hours ────────────────────


def clock(moment: datetime | time) -> str:
    """ "9 h", "9 h 30" · "9 u.", "9.30 u." · "9:00", "9:30" · "9 Uhr", "9.30 Uhr" """
    at = local(moment) if isinstance(moment, datetime) else moment
    values = {"hour": at.hour, "minute": f"{at.minute:02d}"}
    said = (_("%(hour)s h %(minute)s") if at.minute else _("%(hour)s h")) % values
    # An hour is never cut by the end of a line.
    return said.replace(" ", FIXED)


def clock_range(start: datetime, end: datetime) -> str:
    """ "8 h – 12 h" · "8–12 u." · "8:00–12:00" · "8–12 Uhr". Midnight at the end is hour 24."""
    first, last = local(start), local(end)
    values = {
        "start": clock(first),
        "end": _midnight() if last.hour == last.minute == 0 else clock(last),
        "from": _bare(first),
        "to": "24" if last.hour == last.minute == 0 else _bare(last),
    }
    return pgettext("heures", "%(start)s – %(end)s") % values


def _midnight() -> str:
    return _("%(hour)s h") % {"hour": 24}


def _bare(at: datetime) -> str:
    return f"{at.hour}.{at.minute:02d}" if at.minute else f"{at.hour}"


# ── Days ────────────────────


def day(on: date, *, now: datetime | None = None, is_short: bool = False) -> str:
    """ "samedi 7 mars", short "sam. 7 mars"; the year only when it is not plain from `now`."""
    on = local(on).date() if isinstance(on, datetime) else on
    values = {
        "weekday": (WEEKDAYS_ABBR if is_short else WEEKDAYS)[on.weekday()],
        "day": first_of_month(on.day),
        "month": (MONTHS_AP if is_short else MONTHS)[on.month],
        "year": on.year,
    }
    if is_short and plain_language() == "fr":
        values["weekday"] = f"{values['weekday']}."
    if is_short and plain_language() == "en":  # "Sat 28 Nov": no full stop where the day has none
        values["month"] = str(values["month"]).rstrip(".")
    if now and abs((on - local(now).date()).days) > 300:
        return _unbroken(pgettext("jour", "%(weekday)s %(day)s %(month)s %(year)s") % values)
    return _unbroken(pgettext("jour", "%(weekday)s %(day)s %(month)s") % values)


def _unbroken(said: str) -> str:
    """A day of the month and its month stay on one line."""
    return re.sub(r"(?<=\d)(er|\.)? (?=[^\W\d])", lambda end: f"{end[1] or ''}{FIXED}", said)


def first_of_month(number: int) -> str:
    """The day of a month: French says "1er", the others the plain number."""
    return "1er" if number == 1 and plain_language() == "fr" else str(number)


def month_day(on: date, *, now: datetime | None = None) -> str:
    """ "4 mars", with the year when it is not plain from `now`."""
    is_far = now is not None and abs((on - local(now).date()).days) > 300
    return _month_day(on, is_far, active_tongue())


@lru_cache(maxsize=2048)
def _month_day(on: date, is_far: bool, _tongue: str) -> str:
    """The same for one tongue: a list of twenty posts says a few days over and over."""
    values = {"day": first_of_month(on.day), "month": MONTHS[on.month], "year": on.year}
    if is_far:
        return _unbroken(pgettext("date", "%(day)s %(month)s %(year)s") % values)
    return _unbroken(pgettext("date", "%(day)s %(month)s") % values)


# ── Before and after now ────────────────────


def ago(moment: datetime, *, now: datetime) -> str:
    """ "à l'instant", "il y a 20 minutes", "il y a 3 heures", "ce matin", "hier", "lundi", "le 4 mars" """
    at, today = local(moment), local(now)
    minutes = int((today - at) / timedelta(minutes=1))
    days = (today.date() - at.date()).days
    if minutes < 2:
        return _("à l'instant")
    if minutes < 60:
        return ngettext("il y a %(n)s minute", "il y a %(n)s minutes", minutes) % {"n": minutes}
    if days == 0:
        if at.hour < 12 <= today.hour:
            return _("ce matin")
        hours = minutes // 60
        return ngettext("il y a une heure", "il y a %(n)s heures", hours) % {"n": in_words(hours)}
    if days == 1:
        return _("hier")
    if days < 7:
        return str(WEEKDAYS[at.weekday()])
    return pgettext("jour", "le %(day)s") % {"day": month_day(at.date(), now=now)}


def at_moment(moment: datetime, *, now: datetime) -> str:
    """ "à 14 h" today, "demain à 8 h", "samedi à 9 h", "le 4 mars à 9 h", "hier à 9 h 12" """
    at, today = local(moment), local(now)
    days = (at.date() - today.date()).days
    hour = clock(at)
    if days == 0:
        return _("à %(hour)s") % {"hour": hour}
    if days == 1:
        return _("demain à %(hour)s") % {"hour": hour}
    if days == -1:
        return _("hier à %(hour)s") % {"hour": hour}
    if 1 < days < 7:
        return _("%(weekday)s à %(hour)s") % {"weekday": WEEKDAYS[at.weekday()], "hour": hour}
    return _("le %(day)s à %(hour)s") % {"day": month_day(at.date(), now=now), "hour": hour}


def on_day(moment: datetime, *, now: datetime) -> str:
    """ "le 4 mars" """
    return pgettext("jour", "le %(day)s") % {"day": month_day(local(moment).date(), now=now)}


def weekday(code: str) -> str:
    """The name of a day as RFC 5545 codes it: "SA" gives "samedi"; anything else is given back."""
    return str(WEEKDAYS[_BYDAY.index(code)]) if code in _BYDAY else code


def part_of_day(part: str) -> str:
    """morning, noon, afternoon or evening in words; anything else is given back."""
    said = {"morning": _("matin"), "noon": _("midi"), "afternoon": _("après-midi"), "evening": _("soir")}
    return said.get(part, part)


# ── What a sentence says about time ────────────────────


def said_time(said: TimeSaid | None, *, now: datetime, is_short: bool = False) -> str:
    """What a sentence says about time: "samedi 7 mars, 8 h – 12 h", "chaque mardi, 18 h – 22 h"; empty for nothing."""
    if said is None:
        return ""
    start = datetime.fromisoformat(said.start) if said.start else None
    end = datetime.fromisoformat(said.end) if said.end else None
    if said.recurrence:
        hours = _hours(start, end)
        rhythm = recurrence(said.recurrence)
        return f"{rhythm}, {hours}" if hours else rhythm
    if start and end:
        return _span(start, end, now=now, is_short=is_short)
    if start:
        return _("dès %(moment)s") % {"moment": _point(start, now=now, is_short=is_short)}
    if end:
        # The end is exclusive: midnight means that the day before is the last one.
        if end.hour == end.minute == 0:
            return _("jusqu'au %(day)s inclus") % {"day": _end_day(end, now=now, is_short=is_short)}
        return _("avant %(moment)s") % {"moment": _point(end, now=now, is_short=is_short)}
    return ""


def _end_day(end: datetime, *, now: datetime, is_short: bool) -> str:
    return day((end - timedelta(days=1)).date(), now=now, is_short=is_short)


def _span(start: datetime, end: datetime, *, now: datetime, is_short: bool) -> str:
    whole_days = start.hour == start.minute == end.hour == end.minute == 0
    if whole_days and end - start == timedelta(days=1):
        return day(start.date(), now=now, is_short=is_short)
    if whole_days:
        if start.day == 1 and end.day == 1 and 27 < (end - start).days < 32:
            return f"{MONTHS[start.month]}" if start.year == now.year else f"{MONTHS[start.month]} {start.year}"
        values = {
            "start": day(start.date(), now=now, is_short=is_short),
            "end": _end_day(end, now=now, is_short=is_short),
        }
        return pgettext("jours", "du %(start)s au %(end)s") % values
    if end - start <= timedelta(days=1):
        return f"{day(start.date(), now=now, is_short=is_short)}, {clock_range(start, end)}"
    values = {"start": _point(start, now=now, is_short=is_short), "end": _point(end, now=now, is_short=is_short)}
    return pgettext("moments", "de %(start)s à %(end)s") % values


def _point(at: datetime, *, now: datetime, is_short: bool) -> str:
    named = day(at.date(), now=now, is_short=is_short)
    return named if at.hour == at.minute == 0 else f"{named}, {clock(at)}"


def _hours(start: datetime | None, end: datetime | None) -> str:
    if start is None or (start.hour == start.minute == 0 and (end is None or end.hour == end.minute == 0)):
        return ""
    return clock_range(start, end) if end else _("dès %(moment)s") % {"moment": clock(start)}


def recurrence(rule: str) -> str:
    """An RFC 5545 rule in words: "chaque samedi", "en semaine", "le premier lundi du mois", "chaque mois"."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    frequency, interval = parts.get("FREQ", ""), parts.get("INTERVAL", "1")
    days = [d for d in parts.get("BYDAY", "").split(",") if d]
    nth = re.fullmatch(r"(-?\d)(\w\w)", days[0]) if days else None
    if nth and nth[2] in _BYDAY:
        return _ordinal_weekday(int(nth[1]), str(WEEKDAYS[_BYDAY.index(nth[2])]))
    named = [str(WEEKDAYS[_BYDAY.index(d)]) for d in days if d in _BYDAY]
    if days == _WORKDAYS:
        return _("en semaine")
    if sorted(days) == ["SA", "SU"]:
        return _("chaque week-end")
    if named and interval == "2":
        return _("un %(weekday)s sur deux") % {"weekday": listed(named)}
    if named:
        return _("chaque %(weekday)s") % {"weekday": listed(named)}
    said = {
        ("DAILY", "1"): _("chaque jour"),
        ("WEEKLY", "1"): _("chaque semaine"),
        ("WEEKLY", "2"): _("toutes les deux semaines"),
        ("MONTHLY", "1"): _("chaque mois"),
        ("YEARLY", "1"): _("chaque année"),
    }
    return said.get((frequency, interval), _("régulièrement"))


def _ordinal_weekday(number: int, weekday: str) -> str:
    said = {
        1: _("le premier %(weekday)s du mois"),
        2: _("le deuxième %(weekday)s du mois"),
        3: _("le troisième %(weekday)s du mois"),
        4: _("le quatrième %(weekday)s du mois"),
        -1: _("le dernier %(weekday)s du mois"),
    }
    return said.get(number, _("chaque mois")) % {"weekday": weekday}


def listed(words: list[str]) -> str:
    """Words in a row: "lundi, mardi et jeudi"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s et %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def free_span(span: str) -> str:
    """A weekly span such as "SA 08:00-12:00" in words: "le samedi de 8 h à 12 h"; anything else as it is."""
    found = re.fullmatch(r"(\w\w) (\d\d):(\d\d)-(\d\d):(\d\d)", span)
    if not found or found[1] not in _BYDAY:
        return span
    if (found[2], found[4]) == ("00", "24"):
        return _("le %(weekday)s") % {"weekday": WEEKDAYS[_BYDAY.index(found[1])]}
    first, last = (time(int(found[n]) % 24, int(found[n + 1])) for n in (2, 4))
    weekday = str(WEEKDAYS[_BYDAY.index(found[1])])
    end = _midnight() if found[4] == "24" else clock(last)
    return _("le %(weekday)s de %(start)s à %(end)s") % {"weekday": weekday, "start": clock(first), "end": end}
