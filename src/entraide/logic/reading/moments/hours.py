"""Hours of a day: de 9h à 12h, tussen 18 en 20u, after five, jusqu'à midi, at eight in the evening; and what is only a length."""

from dataclasses import replace

from entraide.logic.reading.moments.grammar import Made, Rule, Said, Setting, nothing
from entraide.logic.reading.moments.said import DAY_MINUTES, Clock, Hours

_NOON = 12 * 60


def _of(value: object) -> Clock:
    """The clock time of a token: a clock, a bare hour, or the word noon."""
    if isinstance(value, Clock):
        return value
    if isinstance(value, int):
        return Clock(value * 60, is_settled=value > 12)
    return Clock(_NOON, is_sure=True, is_settled=True)


def _range(said: Said) -> Made:
    first, last = _of(said["first"]), _of(said["last"])
    start, end = first.minutes, last.minutes
    if said.text.endswith(("pm", "p.m.", "p.m")) and not first.is_settled and start + _NOON < end:
        start += _NOON
    if end <= start:
        end += _NOON if end <= _NOON and not last.is_settled and end + _NOON > start else DAY_MINUTES
    is_settled = first.is_settled or last.is_settled
    latest = {"en": 9 * 60, "fr": 0}.get(said.setting.language or "", 7 * 60 + 30)
    if not is_settled and 60 <= start < 7 * 60 and end <= latest:  # the French count to twenty-four
        start, end = start + _NOON, end + _NOON
    return "HOURS", Hours(start, end, is_settled=is_settled or end > 13 * 60)


def _short_range(said: Said) -> Made:
    """Two figures and one hour sign: "18 en 20u"; "2-3h" is a length."""
    first, last = said["first"], said["last"]
    if not last.is_sure and first < 7 and last.minutes < _NOON and last.minutes % 60 == 0:
        return None
    return _range(said)


def _loose_range(said: Said) -> Made:
    """Two bare figures: hours only if a day is said somewhere."""
    if said.text.startswith(("du ", "vom ")):
        return None
    made = _range(said)
    return made and ("LOOSE_HOURS", made[1])


def _until_midnight(said: Said) -> Made:
    return "HOURS", Hours(_of(said["first"]).minutes, DAY_MINUTES, is_settled=True)


def _from_midnight(said: Said) -> Made:
    return "HOURS", Hours(DAY_MINUTES, DAY_MINUTES + _of(said["last"]).minutes, is_settled=True)


_AFTERNOON_BEFORE = {"fr": 4, "en": 7}


def _likely(clock: Clock, setting: Setting) -> Clock:
    """A bare hour from one to five (in English to six, in French to three) is in the afternoon: nobody asks for help at
    three at night, but to catch a plane.
    """
    until = 2 if "TRAVEL" in setting.clues else _AFTERNOON_BEFORE.get(setting.language or "", 6)
    if clock.is_settled or not 60 <= clock.minutes < until * 60:
        return clock
    return replace(clock, minutes=clock.minutes + _NOON)


def _bound(said: Said) -> Clock:
    if "midnight" in said:
        return Clock(DAY_MINUTES, is_sure=True, is_settled=True)
    return _likely(_of(said.get("clock")), said.setting)


def _after(said: Said) -> Made:
    clock = _bound(said)
    return "HOURS", Hours(clock.minutes, None, is_settled=clock.is_settled)


def _after_if_a_day(said: Said) -> Made:
    """ "from 5", "ab 9" with no hour sign: hours only if a day is said somewhere."""
    made = _after(said)
    return made and ("LOOSE_HOURS", made[1])


def _before(said: Said) -> Made:
    clock = _bound(said)
    is_bare = isinstance(said.get("clock"), int)
    return "HOURS", Hours(None, clock.minutes, is_settled=clock.is_settled or not is_bare)


def _after_hours(said: Said) -> Made:
    """ "vanaf 9 uur 's morgens"."""
    hours: Hours = said["hours"]
    return ("HOURS", replace(hours, end=None, is_point=False)) if hours.is_point else None


def _before_hours(said: Said) -> Made:
    hours: Hours = said["hours"]
    return ("HOURS", replace(hours, start=None, end=hours.start, is_point=False)) if hours.is_point else None


def _for_or_before(said: Said) -> Made:
    """Dutch "voor 10u" is before ten; "voor 2 uur" is for two hours."""
    clock = said["clock"]
    return _before(said) if clock.is_sure or clock.minutes >= 7 * 60 else ("LENGTH", None)


def _point(said: Said) -> Made:
    if "midnight" in said:
        return "HOURS", Hours(DAY_MINUTES, DAY_MINUTES + 60, is_point=True, is_settled=True)
    clock = _likely(said["clock"], said.setting)
    return "HOURS", Hours(clock.minutes, clock.minutes + 60, is_point=True, is_settled=clock.is_settled)


def _point_not_distance(said: Said) -> Made:
    """ "à 16h de chez moi" is a time; "à 2h de Paris" is far away."""
    return _point(said) if said["clock"].minutes >= 6 * 60 else ("LENGTH", None)


def _for_point(said: Said) -> Made:
    """ "pour 14h" is a time, "pour 2h" and "contre 2h" lengths."""
    clock = said["clock"]
    if clock.is_sure or clock.minutes >= 7 * 60:
        return _point(said) if not said.text.startswith(("contre", "environ", "max", "ongeveer")) else ("LENGTH", None)
    return "LENGTH", None


def _loose(said: Said) -> Made:
    """A clock time that may be a length: it counts if a day is said."""
    clock = said["clock"]
    if not clock.is_sure and clock.minutes < 7 * 60:
        return None
    return "LOOSE_HOURS", Hours(clock.minutes, clock.minutes + 60, is_point=True, is_settled=clock.is_settled)


def _sure(said: Said) -> Made:
    clock = said["clock"]
    is_late = 13 * 60 <= clock.minutes < 23 * 60 and "uur" not in said.text
    is_to_the_minute = clock.minutes >= 7 * 60 and clock.minutes % 60 != 0
    return _point(said) if clock.is_sure or is_late or is_to_the_minute else None


def _clock_in_part(said: Said) -> Made:
    clock = said["clock"]
    hours = Hours(clock.minutes, clock.minutes + 60, is_point=True, is_settled=clock.is_settled)
    if said["part"] == "night" and clock.minutes < 6 * 60:
        return "HOURS", hours
    return "HOURS", hours.within(said["part"])


def _hours_in_part(said: Said) -> Made:
    return "HOURS", said["hours"].within(said["part"]) if said["hours"].part is None else None


def _until_part(said: Said) -> Made:
    """ "8u tot 's avonds": until that part of the day is over."""
    start, end = said["hours"].start, Hours.of_part(said["part"]).end
    return (
        ("HOURS", Hours(start, end, is_settled=True)) if start is not None and end is not None and start < end else None
    )


def _hours_in_morning(said: Said) -> Made:
    return "HOURS", replace(said["hours"], is_settled=True)


def _length(_: Said) -> Made:
    return "LENGTH", None


_SPOT = "CLOCK|NOON"
_TO = "(TO|UNTIL|DASH|SLASH)"
LENGTHS: tuple[Rule, ...] = (
    ("DURING (OF|THE)? (NUMBER (TO|AND|OR|DASH))? CLOCK", _length),
    ("(?<!AT) CLOCK (PER|SLASH (?!CLOCK)|A_ONE WEEK|A_ONE DAY_NOUN)", _length),
    ("TIMES CLOCK", _length),
)
RANGES: tuple[Rule, ...] = (
    ("{first:CLOCK|HOUR} OR (AT|ABOUT)? CLOCK", lambda said: ("CLOCK", _of(said["first"]))),
    (f"(FROM|BETWEEN) AT? {{first:{_SPOT}|HOUR}} {_TO} (AT|TO)? MIDNIGHT", _until_midnight),
    (f"(BETWEEN|STARTING|AT)? AT? {{first:{_SPOT}}} ({_TO}|AND) (AT|TO)? MIDNIGHT", _until_midnight),
    (f"(FROM|BETWEEN)? AT? MIDNIGHT ({_TO}|AND) (AT|TO)? {{last:{_SPOT}}}", _from_midnight),
    (
        f"(BETWEEN|FROM|AT|STARTING)+ THE? {{first:{_SPOT}|HOUR}} COMMA? ({_TO}|AND) (AT|TO|UNTIL|THE)* {{last:{_SPOT}}}",
        _range,
    ),
    (f"AT? {{first:{_SPOT}}} COMMA? {_TO}+ (AT|TO)* {{last:{_SPOT}}}", _range),
    (f"{{first:HOUR}} {_TO} {{last:CLOCK}} (?!OF OTHER|PER|SLASH)", _short_range),
    (f"(STARTING|FROM|AT|BETWEEN)* {{first:CLOCK}} ({_TO}|AND) (AT|TO)? {{last:HOUR}} (?=$|FOLLOWER)", _range),
    (
        f"(?<=RELATIVE_DAY|WEEKDAY|DAY|MOMENT|PART|DAY_PART|HABIT|MORGEN) COMMA? (FROM|BETWEEN) {{first:HOUR}} ({_TO}|AND) "
        "{last:HOUR} (?!UNIT|MONEY|ANY_MONTH|DOT|SLASH|LENGTH_NOUN)",
        _range,
    ),
    (
        f"(FROM|BETWEEN|STARTING) {{first:HOUR}} ({_TO}|AND) {{last:HOUR}} (?=$|FOLLOWER) (?!(AND|OR) (NUMBER|OTHER))",
        _loose_range,
    ),
    (
        f"{{first:HOUR}} {_TO} {{last:HOUR}} (?=(ON|COMMA)? (WEEKDAY|WEEKDAYS|WEEKDAY_SET|RELATIVE_DAY|DAY|EVERY))",
        _loose_range,
    ),
    (
        f"(?<=ANY_DAY|WEEKDAY|HABIT|PART|WEEKDAYS|DAY_PART) {{first:HOUR}} {_TO} {{last:HOUR}} (?=$|FOLLOWER)",
        _range,
    ),
)
CLOCKS_IN_PARTS: tuple[Rule, ...] = (
    ("AT? {clock:CLOCK} COMMA? (IN|OF|S|THE|LE|ON)* {part:ANY_PART}", _clock_in_part),
    ("AT? {hours:HOURS} COMMA? (IN|OF|S|THE|LE|ON)* {part:ANY_PART}", _hours_in_part),
    ("{hours:HOURS} (IN|OF|THE|EARLY|ON)+ MORGEN", _hours_in_morning),
    ("FROM? {hours:HOURS|LOOSE_HOURS} (TO|UNTIL) (S|THE|LE|IN)* {part:ANY_PART}", _until_part),
)
BOUNDS: tuple[Rule, ...] = (
    ("(AFTER|STARTING) (ABOUT|AT|THE|LES)* {clock:CLOCK|NOON} ONWARDS?", _after),
    ("FROM {clock:CLOCK} ONWARDS", _after),
    ("(AFTER|STARTING) {hours:HOURS}", _after_hours),
    ("(BEFORE|UNTIL|BY) {hours:HOURS}", _before_hours),
    ("(AFTER|STARTING) MIDNIGHT", lambda said: ("HOURS", Hours(DAY_MINUTES, None, is_settled=True))),
    ("AFTER {clock:HOUR} (?=$|FOLLOWER)", _after),
    ("STARTING {clock:HOUR} (?=$|FOLLOWER) (?!TO|AND|OR|UNTIL)", _after_if_a_day),
    ("FOR_OR_BEFORE {clock:CLOCK}", _for_or_before),
    ("(BEFORE|UNTIL|BY) (ABOUT|AT|THE|LES)* {clock:CLOCK|NOON}", _before),
    ("(BEFORE|UNTIL) MIDNIGHT", lambda said: ("HOURS", Hours(None, DAY_MINUTES, is_settled=True))),
    ("(BEFORE|UNTIL) {clock:HOUR} (?=$|FOLLOWER)", _before),
)
POINTS: tuple[Rule, ...] = (
    ("FOR {clock:CLOCK}", _for_point),
    ("(?<=WEEKDAY|DAY|MOMENT|PART|DAY_PART|HABIT) COMMA? (ABOUT|AT)+ (THE|LES)? {clock:CLOCK}", _point),
    ("(ABOUT|AT)+ (THE|LES)? {clock:CLOCK} (?!OF OTHER)", _point),
    ("(ABOUT|AT)+ (THE|LES)? {clock:CLOCK} (?=OF OTHER)", _point_not_distance),
    ("(AT|ABOUT|IN)+ {midnight:MIDNIGHT}", _point),
    ("{midnight:MIDNIGHT} (?=ON|THE|DAY|WEEKDAY|DAY_PART)", _point),
    ("{clock:CLOCK} (?!OF|PER|SLASH|OTHER|TO NUMBER)", _sure),
    ("{clock:CLOCK} (?!OF OTHER|PER|SLASH)", _loose),
)


def _habitual_part(said: Said) -> Made:
    if said["part"] == "daytime" or said.text in ("nuits", "nachten", "nights"):
        return "PAST_SAID", None
    part = "night" if said["part"] == "english_night" else said["part"]
    return "HOURS", Hours.of_part(part, is_habitual=True)


def _part_and_part(said: Said) -> Made:
    """ "matin et soir", "midi ou soir": every day's, from the first of the two."""
    return "HOURS", Hours.of_part(said["part"] or "noon", is_habitual=True)


def _with_article(said: Said) -> Made:
    """ "le matin", "l'après-midi" alone are a habit; "la nuit" and "the evening" are too often the thing itself."""
    return _habitual_part(said) if said.text.startswith(("le ", "l'", "l ", "les ")) else None


def _part(said: Said) -> Made:
    return "HOURS", Hours.of_part(said["part"])


PARTS_ALONE: tuple[Rule, ...] = (
    ("ANY_ONE ANY_PART", nothing),
    ("(?<!FOR|BOUND|OF) (LE|THE) {part:PART} (?!OF|IN|DASH)", _with_article),
    ("LES {part:PART}", _habitual_part),
    ("{part:PART|NOON} (AND|OR|SLASH) {other:PART}", _part_and_part),
    ("S {part:ANY_PART}", _habitual_part),
    ("{part:HABIT_PART}", _habitual_part),
    ("(IN|ON|AT) THE? {part:PART} (?!OF)", _habitual_part),
    ("IN THE? MORGEN", lambda said: ("HOURS", Hours.of_part("morning", is_habitual=True))),
    ("IN THE EARLY", lambda said: ("HOURS", Hours.of_part("morning", is_habitual=True))),
    ("{part:FREE_PART}", _part),
)
