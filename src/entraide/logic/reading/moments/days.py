"""Days by name and by distance: samedi, tomorrow, heute Abend, mardi en huit, volgende week dinsdag, in drei Tagen."""

from datetime import timedelta

from entraide.logic.reading.moments import calendar, names
from entraide.logic.reading.moments.grammar import Made, Maker, Rule, Said, nothing
from entraide.logic.reading.moments.said import DAY_MINUTES, Days, Hours, Moment, Stretch

_LONGEST_WAIT_DAYS = 3660
_MOST_HOURS = 48


def _relative(said: Said) -> Made:
    offset = said["offset"]
    return ("DAY", calendar.one_day(said.today + timedelta(days=offset))) if offset >= 0 else nothing(said)


def _relative_morning(said: Said) -> Made:
    """German "heute Morgen"; "gestern Morgen" is over."""
    if said["offset"] < 0:
        return nothing(said)
    day = calendar.one_day(said.today + timedelta(days=said["offset"]))
    return "MOMENT", Moment(day, Hours.of_part("morning"))


def _relative_weeks(said: Said) -> Made:
    """ "heute in einer Woche", "demain en huit"."""
    days = said["offset"] + 7 * (said.get("count") or 1)
    return ("DAY", calendar.one_day(said.today + timedelta(days=days))) if 0 <= days <= _LONGEST_WAIT_DAYS else None


def _relative_part(said: Said) -> Made:
    offset, part = said["relative"]
    return "MOMENT", Moment(calendar.one_day(said.today + timedelta(days=offset)), Hours.of_part(part))


def _today_part(said: Said) -> Made:
    part = said["part"]
    if part in ("tonight", "english_night"):  # to a traveller who needs a bed it is the night
        part = "night" if "SLEEP" in said.setting.clues else "evening"
    return "MOMENT", Moment(calendar.one_day(said.today), Hours.of_part(part))


def _this_morning(said: Said) -> Made:
    return "MOMENT", Moment(calendar.one_day(said.today), Hours.of_part("morning"))


def tomorrow(said: Said) -> Made:
    """The day after the day of writing."""
    return "DAY", calendar.one_day(said.today + calendar.ONE_DAY)


def _next_weekday(said: Said, *, weeks: int = 0, is_firm: bool) -> Days:
    day = calendar.next_weekday(after=said.today, weekday=said["weekday"]) + timedelta(weeks=weeks)
    return calendar.one_day(day, weekday=said["weekday"], is_firm=is_firm)


def _weekday(said: Said) -> Made:
    days = _next_weekday(said, is_firm=False)
    return "DAY", Days(days.first, days.after, days.weekday, is_loose="ON" in said.kinds[0])


def _short_weekday(said: Said) -> Made:
    """An abbreviation counts in its own language only: "sa" and "so" are words of the others."""
    shorts = names.SHORT_WEEKDAYS.get(said.setting.language or "", [])
    word = said.text.rstrip(" .")
    number = next((at for at, words in enumerate(shorts) if word in words.split("|")), None)
    if number is None or said.text in ("zo", "so"):  # "zo rond 10u" is no Sunday
        return None
    day = calendar.next_weekday(after=said.today, weekday=number)
    return "DAY", calendar.one_day(day, weekday=number, is_firm=False)


def _firm_short_weekday(said: Said) -> Made:
    """ "next Mon", "ce sam."; "this sun" shines."""
    *_, word = said.text.rstrip(" .").split()
    if said.text == "this sun":
        return None
    return _short_weekday(Said(said.values, said.kinds, word, said.setting))


def _firm_weekday(said: Said) -> Made:
    return "DAY", _next_weekday(said, is_firm=True)


def _weekday_morning(said: Said) -> Made:
    return "MOMENT", Moment(_next_weekday(said, is_firm=False), Hours.of_part("morning"))


def _weeks_on(weeks: int) -> Maker:
    return lambda said: ("DAY", _next_weekday(said, weeks=weeks, is_firm=True))


def _in_so_many_weeks(said: Said) -> Made:
    count = said.get("count") or 1
    return _weeks_on(count)(said) if count <= 52 else None


def _in_eight_or_fifteen(said: Said) -> Made:
    """ "mardi en 8", "samedi en 15"; a Fleming's "zaterdag en 8" is two things."""
    if said["count"] not in (8, 15) or said.setting.language == "nl" or " en " not in said.text:
        return None
    return _weeks_on(said["count"] // 7)(said)


def _weekday_of_next_week(said: Said) -> Made:
    monday = calendar.week(said.today).after
    return "DAY", calendar.one_day(monday + timedelta(days=said["weekday"]), weekday=said["weekday"])


def _weekday_of_this_week(said: Said) -> Made:
    monday = calendar.monday_of(said.today)
    return "DAY", calendar.one_day(monday + timedelta(days=said["weekday"]), weekday=said["weekday"])


def _compound(said: Said) -> Made:
    weekday, part = said["compound"]
    day = calendar.next_weekday(after=said.today, weekday=weekday)
    days = Days(day, day + calendar.ONE_DAY, weekday, is_loose="ON" in said.kinds[0])
    return "MOMENT", Moment(days, Hours.of_part(part))


def _firm_compound(said: Said) -> Made:
    weekday, part = said["compound"]
    day = calendar.next_weekday(after=said.today, weekday=weekday)
    return "MOMENT", Moment(calendar.one_day(day, weekday=weekday), Hours.of_part(part))


def _compound_of_next_week(said: Said) -> Made:
    weekday, part = said["compound"]
    day = calendar.week(said.today).after + timedelta(days=weekday)
    return "MOMENT", Moment(calendar.one_day(day, weekday=weekday), Hours.of_part(part))


def _in_days(each: int) -> Maker:
    def make(said: Said) -> Made:
        days = each * (said.get("count") or 1)
        if days > _LONGEST_WAIT_DAYS:
            return None
        return "DAY", calendar.one_day(said.today + timedelta(days=days))

    return make


def _in_months(said: Said) -> Made:
    count = said.get("count") or 1
    return ("DAY", calendar.one_day(calendar.add_months(said.today, count))) if count <= 120 else None


def _in_minutes(each: int) -> Maker:
    """Some hours or minutes from now; "within" them is a deadline."""

    def make(said: Said) -> Made:
        clock = said.get("clock")
        minutes = clock.minutes if clock else each * (said.get("count") or 1)
        if minutes > _MOST_HOURS * 60:
            return None
        if "WITHIN" in said.kinds[0]:
            return "STRETCH", Stretch(None, said.setting.at + timedelta(minutes=minutes))
        days, start = divmod(said.setting.at.hour * 60 + said.setting.at.minute + minutes, DAY_MINUTES)
        hours = Hours(start, start + 60, is_point=True, is_settled=True)
        return "MOMENT", Moment(calendar.one_day(said.today + timedelta(days=days)), hours)

    return make


def _past_if_vor(said: Said) -> Made:
    """German "vor zwei Wochen" is two weeks ago."""
    return nothing(said) if said.text.startswith("vor ") else None


_COUNTABLE = frozenset(
    ("matins", "midis", "soirs", "soirees", "nuits", "ochtenden", "voormiddagen", "namiddagen", "avonden", "nachten",
     "mornings", "afternoons", "evenings", "nights", "matinees")
)  # fmt: skip


def _counted_parts(said: Said) -> Made:
    """ "3 nuits", "twee avonden" are counted; "11 's morgens" and "7 abends" are clock times."""
    is_counted = "PART" in said.kinds[-1] or said.text.rsplit(None, 1)[-1] in _COUNTABLE
    return ("LENGTH", None) if is_counted else None


def _past_if_after(said: Said) -> Made:
    return nothing(said) if said.text.endswith(("dernier", "derniere", "passe", "passee", "geleden")) else None


_A_NUMBER = "(NUMBER|ANY_ONE)"
_COUNT = "({count:NUMBER}|ANY_ONE)"
OVER: tuple[Rule, ...] = (
    (
        "{number:DAY_NUMBER} ORD_SUFFIX (?=(AND (DAY_NUMBER ORD_SUFFIX|ORDINAL))? (WEEKDAY|WEEKDAYS|DAY_PART|WEEK|FORTNIGHT))",
        lambda said: ("ORDINAL", said["number"]) if said["number"] <= 5 else None,
    ),
    # What is over, and what only greets, names a feast or counts.
    ("GOOD (WEEKDAY|PART|MORGEN|DAY_NOUN|WEEKEND|WEEK|HABIT_PART|YEAR_NOUN)", nothing),
    ("WEEKDAY (OF|THE)* HOLIDAY", nothing),
    ("FEAST (WEEKDAY|DAY_NOUN|WEEKEND)", nothing),
    ("(LE|THE)? WEEKEND (OF|THE)* HOLIDAY", nothing),
    (
        "SINCE (THE|LE|LES|ON)* WEEKDAY? (DAY|DAY_NUMBER|YEAR|ANY_MONTH|WEEKDAY|NUMBER LENGTH_NOUN|ANY_ONE LENGTH_NOUN) YEAR?",
        nothing,
    ),
    (
        "(?<=EVERY|ON|THE|AND) {number:DAY_NUMBER} DOT (?=(AND DAY_NUMBER DOT)? (WEEKDAY|DAY_PART))",
        lambda said: ("ORDINAL", said["number"]) if said["number"] <= 5 else None,
    ),
    (f"AGO {_A_NUMBER} LENGTH_NOUN", nothing),
    (f"{_A_NUMBER} LENGTH_NOUN AGO", nothing),
    (f"BEFORE {_A_NUMBER} LENGTH_NOUN", _past_if_vor),
    ("(WEEKDAY|WEEKEND|PART|WEEK|MONTH_NOUN|DAY_PART|YEAR_NOUN) PAST_AFTER (?!OF|WEEKDAY)", _past_if_after),
    ("PAST (WEEKDAY|WEEKEND|PART|WEEK|MONTH_NOUN|DAY_PART|WEEKS|DAY_NOUNS|YEAR_NOUN|ANY_MONTH) (?!OF|IN|PER)", nothing),
    # Streets and squares bear dates.
    ("STREET (OF|FROM|THE)* (DAY_NUMBER|ORDINAL) DASH? ANY_MONTH (?!TO|UNTIL|DASH)", nothing),
    ("STREET (OF|FROM|THE)+ (NOON|WEEKDAY|ANY_MONTH)", nothing),
    ("FROM ANY_PART (TO|UNTIL)+ ANY_PART", nothing),
    ("DAY_NOUN AND PART", nothing),
    ("NUMBER ANY_PART", _counted_parts),
)
NAMED: tuple[Rule, ...] = (
    ("{offset:RELATIVE_DAY} MORGEN", _relative_morning),
    ("{offset:RELATIVE_DAY} IN_FUTURE ({count:NUMBER}|ANY_ONE) (WEEK|WEEKS)", _relative_weeks),
    ("{offset:RELATIVE_DAY} IN_HUIT", _relative_weeks),
    ("{offset:RELATIVE_DAY}", _relative),
    ("{relative:RELATIVE_PART}", _relative_part),
    ("{part:TODAY_PART}", _today_part),
    ("THIS {part:PART|FREE_PART}", _today_part),
    ("THIS MORGEN", _this_morning),
    # Some time ahead.
    ("{weekday:WEEKDAY} IN_FUTURE ({count:NUMBER}|ANY_ONE) (WEEK|WEEKS)", _in_so_many_weeks),
    (f"{_COUNT} DAY_NOUNS FROM_NOW", _in_days(1)),
    (f"{_COUNT} (WEEKS|WEEK) FROM_NOW", _in_days(7)),
    ("(IN_FUTURE|WITHIN) (ANY_ONE HALF|HALF ANY_ONE) DASH? HOUR_NOUN", _in_minutes(30)),
    ("(IN_FUTURE|WITHIN) {clock:CLOCK} (?!OF|PER)", _in_minutes(60)),
    (f"(IN_FUTURE|WITHIN) {_COUNT} (HOUR_NOUN|HOUR_NOUNS)", _in_minutes(60)),
    ("(IN_FUTURE|WITHIN) {count:NUMBER} MINUTE_NOUN", _in_minutes(1)),
    ("IN_FUTURE {count:NUMBER} DAY_NOUNS", _in_days(1)),
    (f"IN_FUTURE {_COUNT} (WEEKS|WEEK)", _in_days(7)),
    (f"IN_FUTURE {_COUNT} (MONTH_NOUNS|MONTH_NOUN)", _in_months),
    ("IN_FUTURE ANY_ONE FORTNIGHT (OF DAY_NOUNS)?", _in_days(14)),
    # A weekday of a week.
    ("(THE|IN)* NEXT WEEK COMMA? (ON|LE|THE)* {weekday:WEEKDAY}", _weekday_of_next_week),
    ("(OF|IN|THE)* WEEK NEXT COMMA? (ON|LE)? {weekday:WEEKDAY}", _weekday_of_next_week),
    ("(THE|IN)* NEXT WEEK COMMA? ON? {compound:DAY_PART}", _compound_of_next_week),
    ("{weekday:WEEKDAY} COMMA? (OF|IN|THE)* (NEXT WEEK|WEEK NEXT)", _weekday_of_next_week),
    ("{compound:DAY_PART} COMMA? (OF|IN|THE)* NEXT WEEK", _compound_of_next_week),
    ("{weekday:WEEKDAY} (OF|IN|THE)* THIS WEEK", _weekday_of_this_week),
    ("{weekday:WEEKDAY} IN_HUIT", _weeks_on(1)),
    ("{weekday:WEEKDAY} IN_QUINZE", _weeks_on(2)),
    ("{weekday:WEEKDAY} IN {count:NUMBER} (?!OTHER|UNIT|LENGTH_NOUN)", _in_eight_or_fifteen),
    ("({count:NUMBER}|ANY_ONE) (WEEK|WEEKS) FROM {weekday:WEEKDAY}", _in_so_many_weeks),
    ("{weekday:WEEKDAY} FORTNIGHT", _weeks_on(2)),
    ("{weekday:WEEKDAY} WEEK", lambda said: _weeks_on(1)(said) if said.text.endswith("week") else None),
    ("{weekday:WEEKDAY} AFTER NEXT", _weeks_on(1)),
    ("(THIS|ON|THE|LE)* NEXT {weekday:WEEKDAY}", _firm_weekday),
    ("(THIS|ON|THE)* NEXT {compound:DAY_PART}", _firm_compound),
    ("(THIS|NOW) {compound:DAY_PART}", _firm_compound),
    ("(THIS|LE|ON|THE)* {weekday:WEEKDAY} NEXT", _firm_weekday),
    ("{compound:DAY_PART} NEXT", _firm_compound),
    ("(THIS|NEXT)+ SHORT_WEEKDAY DOT?", _firm_short_weekday),
    ("(THIS|NOW) {weekday:WEEKDAY}", _firm_weekday),
    ("{weekday:WEEKDAY} MORGEN", _weekday_morning),
)


def _same_day(said: Said) -> Made:
    """ "demain jeudi": one day said twice."""
    days: Days = said["day"]
    if days.weekday is not None:
        return None
    if days.is_period or days.is_weekend:  # "komend weekend zaterdag"
        day = calendar.next_weekday(after=days.first - calendar.ONE_DAY, weekday=said["weekday"])
        return ("DAY", calendar.one_day(day, weekday=said["weekday"])) if day < days.after else None
    return ("DAY", days) if days.first.weekday() == said["weekday"] else None


def _same_day_part(said: Said) -> Made:
    """ "morgen donderdagavond"."""
    days: Days = said["day"]
    weekday, part = said["compound"]
    is_same = days.weekday is None and not days.is_period and days.first.weekday() == weekday
    return ("MOMENT", Moment(days, Hours.of_part(part))) if is_same else None


def _same_date(said: Said) -> Made:
    """ "demain, 5 mars"."""
    days: Days = said["day"]
    return ("DAY", days) if days.first == said["other"].first and days.after == said["other"].after else None


def _vague(said: Said) -> Made:
    """ "un samedi", "een avond": some day, not a day; French "à samedi" is none of these."""
    return None if said.text.startswith("a ") and said.setting.language != "en" else nothing(said)


WEEKDAYS_ALONE: tuple[Rule, ...] = (
    ("(?<!DAY|HABIT|MOMENT|WEEKDAY) MORGEN", tomorrow),
    ("{day:DAY} COMMA? ON? {weekday:WEEKDAY}", _same_day),
    ("{day:DAY} COMMA? {compound:DAY_PART}", _same_day_part),
    ("{day:DAY} COMMA? {other:DAY}", _same_date),
    ("ANY_ONE AVAILABLE? (WEEKDAY|DAY_PART|WEEKEND)", _vague),
    ("ON? {compound:DAY_PART}", _compound),
    ("ON? {weekday:WEEKDAY}", _weekday),
    ("SHORT_WEEKDAY DOT? (?=HOURS|CLOCK|ANY_PART|LOOSE_HOURS|IN THE PART)", _short_weekday),
)
