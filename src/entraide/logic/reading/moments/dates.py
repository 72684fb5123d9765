"""Days by their number: le 14 mars, 14/3, 1er mai, March 14th, am 21., les 9 et 10 avril, du 28 mars au 3 avril."""

import re

from entraide.logic.reading.moments import calendar, names
from entraide.logic.reading.moments.grammar import Made, Maker, Rule, Said
from entraide.logic.reading.moments.said import Days, Hours, Moment, Stretch


def _dated(said: Said) -> Made:
    year = said.get("year")
    if year is not None and year < 100:
        year += 2000
    day, month = said["day"], said["month"]
    if year is None and _HOURS_OF_A_DAY.search(said.text) and day < month:
        return None
    if month > 12 >= day:  # an American's 3/14
        day, month = month, day
    return "DAY", calendar.one_day(calendar.next_dated(said.today, day=day, month=month, year=year))


def _listed(said: Said) -> Made:
    """ "les 9 et 10 avril": both days if they touch, else the first."""
    first = calendar.next_dated(said.today, day=said["day"], month=said["month"], year=said.get("year"))
    last = first.replace(day=said["last"])
    if 0 < (last - first).days <= 2:
        return "DAY", Days(first, last + calendar.ONE_DAY, is_firm=True, is_period=True)
    return "DAY", calendar.one_day(first)


def _spread(said: Said) -> Made:
    """ "du 3 au 10 mai", "du 28 mars au 3 avril": the last day included, the next such stretch that is not over."""
    last = calendar.next_dated(said.today, day=said["last"], month=said["last_month"], year=said.get("year"))
    month = said.get("first_month") or last.month
    if "first_month" not in said and said["first"] > last.day:
        first = calendar.add_months(last.replace(day=1), -1).replace(day=said["first"])
    else:
        first = last.replace(year=last.year - (month > last.month), month=month, day=said["first"])
    if first > last:
        return None
    return "DAY", Days(first, last + calendar.ONE_DAY, is_firm=True, is_period=True)


def _night(said: Said) -> Made:
    """ "nacht van 14 op 15 maart": the night that begins on the first of the two days."""
    if said["part"] != "night":
        return None
    first = calendar.next_dated(said.today, day=said["last"], month=said["month"]) - calendar.ONE_DAY
    return ("MOMENT", Moment(calendar.one_day(first), Hours.of_part("night"))) if first.day == said["first"] else None


def _numbered(said: Said) -> Made:
    return "DAY", calendar.one_day(calendar.next_day_numbered(said.today, said["day"]))


def _numbered_on(said: Said) -> Made:
    """ "op de 21ste", "le 21", "am 21.": "on 3" and "op 3" alone count something."""
    is_ordinal = "ORD_SUFFIX" in said.kinds[-1]
    if is_ordinal and said.text.startswith(("le", "de ")) and said["day"] != 1 and said.setting.language != "nl":
        return None  # "la classe de 4e": a Frenchman's only ordinal day is the first
    if _FIGURE.search(said.text) and said.text.startswith(
        ("le", "am", "on the", "op de", "the", "de ", "den", "an dem")
    ):
        return _numbered(said)
    return None


def _numbered_pair(said: Said) -> Made:
    """ "les 14 et 15": both days if they touch, else the first."""
    first = calendar.next_day_numbered(said.today, said["day"])
    if said["last"] != said["day"] + 1:
        return "DAY", calendar.one_day(first)
    return "DAY", Days(first, first.replace(day=said["last"]) + calendar.ONE_DAY, is_firm=True, is_period=True)


def _numbered_next_month(said: Said) -> Made:
    first = calendar.add_months(said.today.replace(day=1), 1)
    return "DAY", calendar.one_day(first.replace(day=said["day"]))


def _numbered_spread(said: Said) -> Made:
    """ "du 3 au 10", with no month: the next such days."""
    if said["first"] == said["last"] or not said.text.startswith(("du", "vom", "from the", "van de")):
        return None
    last = calendar.next_day_numbered(said.today, said["last"])
    month = last if said["first"] < said["last"] else calendar.add_months(last.replace(day=1), -1)
    return "DAY", Days(month.replace(day=said["first"]), last + calendar.ONE_DAY, is_firm=True, is_period=True)


def _bounded(said: Said) -> Made:
    """ "jusqu'au 15", "à partir du 3", "by the 15th": a bound and an article say that the number is a day."""
    article = _BEFORE_NUMBER.search(said.text)
    if article is None or article.group(1) not in ("du", "au", "le", "zum", "dem", "the", "de", "den"):
        return None
    day = calendar.next_day_numbered(said.today, said["day"])
    kinds = said.kinds[0]
    if "STARTING" in kinds:
        return "STRETCH", Stretch(calendar.at_minutes(day, 0), None)
    if "AFTER" in kinds:
        return "STRETCH", Stretch(calendar.at_minutes(day + calendar.ONE_DAY, 0), None)
    end = day if "BEFORE" in kinds else day + calendar.ONE_DAY
    return "STRETCH", Stretch(None, calendar.at_minutes(end, 0))


def _weekday_numbered(months: int) -> Maker:
    """ "samedi 21": the 21st, if it is such a weekday within some months; otherwise the number counts something else."""

    def make(said: Said) -> Made:
        if not _FIGURE.search(said.text):
            return None
        for ahead in range(months):
            first = calendar.add_months(said.today.replace(day=1), ahead)
            try:
                day = first.replace(day=said["day"])
            except ValueError:
                continue
            if day >= said.today and day.weekday() == said["weekday"]:
                return "DAY", calendar.one_day(day)
        return None

    return make


def _short_numbered(said: Said) -> Made:
    """ "Sat 21st", in the language whose abbreviation it is."""
    shorts = names.SHORT_WEEKDAYS.get(said.setting.language or "", [])
    word = said.text.split()[0].rstrip(".")
    if not any(word in words.split("|") for words in shorts):
        return None
    return _weekday_numbered(3)(said)


# "10-12" beside a weekday are hours; "14-3" and "10-03" are dates.
_HOURS_OF_A_DAY = re.compile(r"\d ?- ?[1-9]\d?$")
_FIGURE = re.compile(r"\d")
_BEFORE_NUMBER = re.compile(r"(\w+) \d")
_LEAD = "((WEEKDAY|WEEKDAYS|SHORT_WEEKDAY) (DOT|COMMA)*)?"
_THE = "(THE|LE|LES|ON|THIS)*"
_SUFFIX = "(DOT|ORD_SUFFIX)?"
_BETWEEN_FIGURES = "(SLASH|DOT|DASH)"
_YEAR = "(COMMA? {year:YEAR})?"
_NOT_COUNTING = "(?!H|UNIT|MONEY|NUMBER|SLASH|AM|PM|DASH NUMBER|TIGHT_DOT NUMBER)"
_SPAN = "(TO|UNTIL|DASH)+"
_FIRST = f"{_LEAD} {_THE} {{first:DAY_NUMBER}} {_SUFFIX}"
_LAST = f"{_THE} {_LEAD} {_THE} {{last:DAY_NUMBER}} {_SUFFIX}"

FIGURES: tuple[Rule, ...] = (
    (f"{_LEAD} {{year:YEAR}} DASH {{month:MONTH_NUMBER}} DASH {{day:DAY_NUMBER}}", _dated),
    (
        f"FROM? {_LEAD} {_THE} {{first:DAY_NUMBER}} {_BETWEEN_FIGURES} {{first_month:MONTH_NUMBER}} "
        f"({_BETWEEN_FIGURES} (YEAR|SHORT_YEAR))? DOT? (TO|UNTIL|DASH)+ {_THE} {_LEAD} {{last:DAY_NUMBER}} "
        f"{_BETWEEN_FIGURES} {{last_month:MONTH_NUMBER}} (DOT|{_BETWEEN_FIGURES} {{year:YEAR}})? (?!H|TIGHT_DOT NUMBER)",
        _spread,
    ),
    (
        f"FROM? {_FIRST} {_SPAN} {_THE} {_LEAD} {{last:DAY_NUMBER}} (SLASH|DOT) {{last_month:MONTH_NUMBER}} "
        f"((SLASH|DOT) {{year:YEAR}}|DOT)? (?!H|TIGHT_DOT NUMBER|UNIT|MONEY|OTHER)",
        _spread,
    ),
    (
        f"{_LEAD} {_THE} {{day:DAY_NUMBER}} {_BETWEEN_FIGURES} {{month:DAY_NUMBER}} {_BETWEEN_FIGURES} "
        "{year:YEAR|SHORT_YEAR} (?!TIGHT_DOT NUMBER|SLASH NUMBER)",
        _dated,
    ),
    (
        f"(WEEKDAY|WEEKDAYS|SHORT_WEEKDAY DOT?) COMMA? {_THE} {{day:DAY_NUMBER}} {_BETWEEN_FIGURES} {{month:DAY_NUMBER}} "
        f"((?!TIGHT_DOT) DOT)? {_NOT_COUNTING}",
        _dated,
    ),
    (
        f"(?<=ON|LE|THE|BOUND|FROM|FOR|THIS|LES) {{day:DAY_NUMBER}} (SLASH|DASH) {{month:DAY_NUMBER}} {_NOT_COUNTING}",
        _dated,
    ),
    (
        "(?<=ON|LE|THE|BOUND|FROM|LES) {day:DAY_NUMBER} DOT {month:MONTH_NUMBER} ((?!TIGHT_DOT) DOT)? "
        "(?!H|UNIT|MONEY|NUMBER|AM|PM)",
        _dated,
    ),
    (
        f"{{day:DAY_NUMBER}} {_BETWEEN_FIGURES} {{month:ZERO_MONTH}} ((?!TIGHT_DOT) DOT)? "
        "(?!H|UNIT|MONEY|NUMBER|DASH NUMBER|OTHER)",
        _dated,
    ),
    ("{day:DAY_NUMBER} DOT {month:MONTH_NUMBER} (?!TIGHT_DOT) DOT", _dated),
    (
        "(?<!SLASH|NUMBER|DASH) {day:LATE_DAY_NUMBER} SLASH {month:MONTH_NUMBER} "
        "(?=$|STOP|AT|FROM|BETWEEN|IN|AND|CLOCK|PART)",
        lambda said: None if (said["day"], said["month"]) in ((24, 7), (16, 9), (16, 10)) else _dated(said),
    ),
    (
        "(?<!SLASH|NUMBER|DASH) {day:DAY_NUMBER} SLASH {month:MONTH_NUMBER} (?=(AT|FROM|BETWEEN|COMMA)* (CLOCK|HOUR TO CLOCK))",
        _dated,
    ),
)
MONTHS: tuple[Rule, ...] = (
    (
        f"(IN|ON|THE|LE)* {{part:PART}} (FROM|OF|THE)+ {_FIRST} OF? ANY_MONTH? (TO|ON|AND) {_LAST} OF? {{month:ANY_MONTH}}",
        _night,
    ),
    (
        f"(FROM|BETWEEN)? {_FIRST} OF? {{first_month:ANY_MONTH}} DOT? YEAR? {_SPAN} {_LAST} OF? "
        f"{{last_month:ANY_MONTH}} DOT? {_YEAR}",
        _spread,
    ),
    (f"(FROM|BETWEEN)? {_FIRST} {_SPAN} {_LAST} OF? (THE|LE)? {{last_month:ANY_MONTH}} DOT? {_YEAR}", _spread),
    (
        f"BETWEEN {_FIRST} OF? {{first_month:ANY_MONTH}} DOT? AND {_LAST} OF? {{last_month:ANY_MONTH}} DOT? {_YEAR}",
        _spread,
    ),
    (f"BETWEEN {_FIRST} AND {_LAST} OF? (THE|LE)? {{last_month:ANY_MONTH}} DOT? {_YEAR}", _spread),
    (
        f"(FROM|BETWEEN)? {_LEAD} {{last_month:ENGLISH_MONTH}} THE? {{first:DAY_NUMBER}} {_SUFFIX} {_SPAN} THE? "
        f"{{last:DAY_NUMBER}} {_SUFFIX} (?!H|AM|PM|ANY_MONTH)",
        _spread,
    ),
    (
        f"BETWEEN {{last_month:ENGLISH_MONTH}} THE? {{first:DAY_NUMBER}} {_SUFFIX} AND THE? {{last:DAY_NUMBER}} "
        f"{_SUFFIX} (?!H|AM|PM|ANY_MONTH)",
        _spread,
    ),
    (
        f"(FROM|BETWEEN)? {_LEAD} {{first_month:ENGLISH_MONTH}} THE? {{first:DAY_NUMBER}} {_SUFFIX} (TO|UNTIL|DASH)+ "
        f"{{last_month:ENGLISH_MONTH}} THE? {{last:DAY_NUMBER}} {_SUFFIX} (?!H|AM|PM)",
        _spread,
    ),
    (
        f"{_LEAD} {_THE} {{day:DAY_NUMBER}} {_SUFFIX} ((COMMA|AND) {_LEAD} DAY_NUMBER {_SUFFIX})* (COMMA? AND|SLASH) "
        f"{_LAST} OF? {{month:ANY_MONTH}} DOT? {_YEAR}",
        _listed,
    ),
    (
        f"{_LEAD} {_THE} {{day:DAY_NUMBER}} {_SUFFIX} OR {_LEAD} {_THE} DAY_NUMBER {_SUFFIX} OF? {{month:ANY_MONTH}} "
        f"DOT? {_YEAR}",
        _dated,
    ),
    (f"{_LEAD} {_THE} {{day:DAY_NUMBER|ORDINAL}} {_SUFFIX} (OF|THE)* {{month:ANY_MONTH}} DOT? {_YEAR}", _dated),
    (
        f"{_LEAD} {_THE} {{month:ENGLISH_MONTH}} DOT? THE? {{day:DAY_NUMBER}} (ORD_SUFFIX|(?=$|FOLLOWER|YEAR|DASH|OF)) "
        f"(?!H) {_YEAR}",
        _dated,
    ),
)
NUMBERS: tuple[Rule, ...] = (
    ("LE {day:DAY_NUMBER} (?=AT CLOCK)", _numbered_on),
    ("{weekday:SHORT_WEEKDAY} DOT? {day:DAY_NUMBER} (ORD_SUFFIX|DOT|(?=$|FOLLOWER)) (?!TO|H|UNTIL)", _short_numbered),
    (
        "FROM (LE|THE|ON)* {first:DAY_NUMBER} (DOT|ORD_SUFFIX)? (TO|UNTIL|DASH) (LE|THE)* {last:DAY_NUMBER} "
        "(ORD_SUFFIX|DOT)? (?=$|STOP|FROM|AT|AND|IN)",
        _numbered_spread,
    ),
    ("{weekday:WEEKDAY} COMMA? (LE|DAY_NOUN)* {day:DAY_NUMBER} (?=AT CLOCK)", _weekday_numbered(3)),
    ("{weekday:WEEKDAY} COMMA? THE {day:DAY_NUMBER} (ORD_SUFFIX|DOT)", _weekday_numbered(12)),
    (
        "{weekday:WEEKDAY} COMMA? ((?>(?!FROM) THE|LE|DAY_NOUN))* {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? "
        "(?!H|UNIT|MONEY|TIMES|OTHER|NUMBER|SLASH|AM|PM|LENGTH_NOUN|(TO|DASH) (NUMBER|CLOCK))",
        _weekday_numbered(12),
    ),
    (
        "{weekday:WEEKDAY} ((?>(?!FROM) THE|LE|DAY_NOUN))* {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? (?=OTHER)",
        _weekday_numbered(2),
    ),
)
NUMBERED: tuple[Rule, ...] = (
    (
        "(BEFORE|UNTIL|BY|STARTING|AFTER)+ (THE|LE|ON)* {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? ((OF|THE)* THIS? MONTH_NOUN)? "
        "(?=$|FOLLOWER|OTHER) (?!TO|H|DASH)",
        _bounded,
    ),
    ("(ON|THE|LE)+ {day:DAY_NUMBER|ORDINAL} (ORD_SUFFIX|DOT)? (OF|THE)+ NEXT MONTH_NOUN", _numbered_next_month),
    ("(ON|THE|LE)+ {day:DAY_NUMBER|ORDINAL} (ORD_SUFFIX|DOT)? (OF|THE|LE)+ MONTH_NOUN NEXT", _numbered_next_month),
    ("(ON|THE|LE)+ {day:DAY_NUMBER|ORDINAL} (ORD_SUFFIX|DOT)? (OF|THE|IN)+ THIS? MONTH_NOUN", _numbered),
    (
        "(LES|ON THE) {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? (AND|OR|SLASH) (LE|THE)? {last:DAY_NUMBER} (ORD_SUFFIX|DOT)? "
        "(?=$|FOLLOWER)",
        _numbered_pair,
    ),
    (
        "(ON THE?|LE|ON? THE (?=NUMBER ORD_SUFFIX)) DAY_NOUN? {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? (?=$|FOLLOWER)",
        _numbered_on,
    ),
)
