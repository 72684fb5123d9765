"""Clock times and hours of the day: 14h30, half acht, 5 pm, de 9h à 12h, after five, 's avonds."""

from entraide.logic.reading.moments.grammar import Made, Rule, Said
from entraide.logic.reading.moments.said import DAY_MINUTES, Clock, Hours

# What may follow a bare hour ("at 8", "from 9 to 12"); a noun may not.
_AHEAD = r"(?=$|STOP|DAY|WEEKDAY|WEEKDAYS|PART|HABIT_PART|FREE_PART|RELATIVE_DAY|TODAY_PART|MORGEN|THIS|NEXT|S|IN|ON|AND|OR|TO|ABOUT|EVERY|AT)"
_NOT_MONEY = "(?!MONEY|UNIT)"


def _clock(said: Said) -> Made:
    hour, minute = said["hour"], said.get("minute") or 0
    if hour == 24 and minute:
        return None
    is_sure = (
        any(said.get(name) is not None for name in ("colon", "sure")) or "uhr" in said.text or "clock" in said.text
    )
    return "CLOCK", Clock(hour * 60 + minute, is_sure=is_sure or ":" in said.text, is_settled=hour > 12 or hour == 0)


def _half_day(said: Said) -> Made:
    hour, minute = said["hour"], said.get("minute") or 0
    if hour > 12:
        return "CLOCK", Clock(hour * 60 + minute, is_sure=True, is_settled=True)
    late = 12 if "p" in said.text[-4:] else 0
    return "CLOCK", Clock((hour % 12 + late) * 60 + minute, is_sure=True, is_settled=True)


def _half(said: Said) -> Made:
    # A Briton's "half eight" is half past eight; a Fleming's and a German's is half past seven.
    minutes = said["hour"] * 60 + (30 if said.language == "en" else -30)
    return "CLOCK", Clock(minutes, is_sure=True)


class _Shift:
    """Makes a clock time of an hour and some minutes before or after it."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def __call__(self, said: Said) -> Made:
        if "clock" in said.values and said["clock"] is not None:
            base = said["clock"]
            if base.minutes % 60:
                return None
            return "CLOCK", Clock(base.minutes + self.minutes, is_sure=True, is_settled=base.is_settled)
        return "CLOCK", Clock((said["hour"] * 60 + self.minutes) % DAY_MINUTES, is_sure=True)


def _minutes_past(said: Said) -> Made:
    if said["minute"] not in (5, 10, 20, 25):
        return None
    return "CLOCK", Clock(said["hour"] * 60 + said["minute"], is_sure=True)


def _bare(said: Said) -> Made:
    return "CLOCK", Clock(said["hour"] * 60, is_sure=True, is_settled=said["hour"] > 12)


CLOCKS: tuple[Rule, ...] = (
    ("{hour:HOUR} COLON {minute:MINUTE} (AM|PM)", _half_day),
    ("{hour:HOUR} (DOT {minute:MINUTE})? (AM|PM) (?!WEEKDAY)", _half_day),
    ("{hour:HOUR} H {minute:MINUTE} (AM|PM)", _half_day),
    (f"{{hour:HOUR}} {{colon:COLON}} {{minute:MINUTE}} H? {_NOT_MONEY}", _clock),
    ("{hour:HOUR} DOT {minute:MINUTE} H", _clock),
    ("{hour:HOUR} H {minute:MINUTE} (?!UNIT|MONEY|MINUTE_NOUN) DOT?", _clock),
    ("{hour:HOUR} H (?!SLASH PER)", _clock),
    (f"(?<=AT) {{hour:HOUR}} DOT {{minute:MINUTE}} {_NOT_MONEY}", _clock),
    ("HALF {hour:HOUR12} H? (?!UNIT|MONEY|DAY_NOUNS|WEEKS)", _half),
    ("HALF {clock:CLOCK}", _Shift(-30)),
    ("HALF_PAST {hour:HOUR12}", _Shift(30)),
    ("ONE? QUARTER PAST_HOUR {hour:HOUR12} H?", _Shift(15)),
    ("ONE? QUARTER PAST_HOUR {clock:CLOCK}", _Shift(15)),
    ("ONE? QUARTER TO_HOUR {hour:HOUR12} H?", _Shift(-15)),
    ("ONE? QUARTER TO_HOUR {clock:CLOCK}", _Shift(-15)),
    ("(?<=AT) {minute:NUMBER} PAST_HOUR {hour:HOUR12} H?", _minutes_past),
    ("{clock:CLOCK} AND_HALF", _Shift(30)),
    ("{clock:CLOCK} AND_QUARTER", _Shift(15)),
    ("{clock:CLOCK} LESS_QUARTER", _Shift(-15)),
    (f"(?<=AT_BARE) (?<!FROM) {{hour:HOUR}} {_AHEAD} (?!AND NUMBER)", _bare),
)


# --- hours: ranges, bounds, parts ---------------------------------------------------------------------------------


def _of(value: object) -> Clock:
    """The clock time of a token: a clock, a bare hour, or the word noon."""
    if isinstance(value, Clock):
        return value
    if isinstance(value, int):
        return Clock(value * 60, is_settled=value > 12)
    return Clock(12 * 60, is_sure=True, is_settled=True)


def _range(said: Said) -> Made:
    first, last = _of(said["first"]), _of(said["last"])
    start, end = first.minutes, last.minutes
    if last.is_settled and end > 12 * 60 and not first.is_settled and start < 12 * 60 and _is_half_day(said.text):
        start = start + 12 * 60 if start + 12 * 60 < end else start
    if end <= start:
        if not last.is_settled and end + 12 * 60 > start and end <= 12 * 60:
            end += 12 * 60
        else:
            end += DAY_MINUTES
    is_settled = first.is_settled or last.is_settled
    if not is_settled and end <= 7 * 60 + 30 and start >= 60:
        start, end = start + 12 * 60, end + 12 * 60
    return "HOURS", Hours(start, end, is_settled=is_settled or end > 13 * 60)


def _is_half_day(text: str) -> bool:
    return text.rstrip(". ").endswith("m")


def _short_range(said: Said) -> Made:
    """Two bare figures and one hour sign: "18 en 20u"; "2-3h" alone is a length."""
    first = said["first"]
    last = said.get("last")
    if isinstance(last, Clock) and not last.is_sure and first < 7 and last.minutes < 12 * 60 and last.minutes % 60 == 0:
        return None
    return _range(said)


def _until_midnight(said: Said) -> Made:
    return "HOURS", Hours(_of(said["first"]).minutes, DAY_MINUTES, is_settled=True)


def _from_midnight(said: Said) -> Made:
    return "HOURS", Hours(DAY_MINUTES, DAY_MINUTES + _of(said["last"]).minutes, is_settled=True)


def _loose_range(said: Said) -> Made:
    """Two bare figures: hours only if a day is said somewhere."""
    made = _range(said)
    return made and ("LOOSE_HOURS", made[1])


def _likely(clock: Clock, language: str | None) -> Clock:
    """A bare hour from one to five (in English six) is in the afternoon: nobody asks for help at three at night."""
    if clock.is_settled or not 60 <= clock.minutes < (7 if language == "en" else 6) * 60:
        return clock
    return Clock(clock.minutes + 12 * 60, clock.is_sure)


def _after(said: Said) -> Made:
    clock = _bound(said)
    return "HOURS", Hours(clock.minutes, None, is_settled=clock.is_settled)


def _before(said: Said) -> Made:
    clock = _bound(said)
    return "HOURS", Hours(None, clock.minutes, is_settled=clock.is_settled)


def _bound(said: Said) -> Clock:
    if "midnight" in said.values:
        return Clock(DAY_MINUTES, is_sure=True, is_settled=True)
    return _likely(_of(said.get("clock")), said.language)


def _point(said: Said) -> Made:
    if "midnight" in said.values:
        return "HOURS", Hours(DAY_MINUTES, DAY_MINUTES + 60, is_point=True, is_settled=True)
    clock = _likely(said["clock"], said.language)
    return "HOURS", Hours(clock.minutes, clock.minutes + 60, is_point=True, is_settled=clock.is_settled)


def _loose(said: Said) -> Made:
    clock = said["clock"]
    if not clock.is_sure and clock.minutes < 7 * 60:
        return None
    return "LOOSE_HOURS", Hours(clock.minutes, clock.minutes + 60, is_point=True, is_settled=clock.is_settled)


def _sure(said: Said) -> Made:
    clock = said["clock"]
    if not (
        clock.is_sure
        or (clock.minutes >= 13 * 60 and clock.minutes < 23 * 60)
        or (clock.minutes >= 7 * 60 and clock.minutes % 60)
    ):
        return None
    clock = _likely(clock, said.language)
    return "HOURS", Hours(clock.minutes, clock.minutes + 60, is_point=True, is_settled=clock.is_settled)


def _clock_in_part(said: Said) -> Made:
    clock, part = said["clock"], said["part"]
    hours = Hours(clock.minutes, clock.minutes + 60, is_point=True, is_settled=clock.is_settled)
    if part == "night" and clock.minutes < 6 * 60:
        return "HOURS", hours
    return "HOURS", hours.within(part)


def _hours_in_part(said: Said) -> Made:
    return "HOURS", said["hours"].within(said["part"])


def _length(said: Said) -> Made:
    return "LENGTH", said.text


_PRE = "(FROM|BETWEEN)"
_X = "CLOCK|NOON"
_DASHED = "(TO|UNTIL|DASH)"
RANGES: tuple[Rule, ...] = (
    # Lengths of time are taken first, so that nothing reads them as hours of the day.
    (r"DURING (OF|THE)? NUMBER (TO|AND|OR) CLOCK (?!PART)", lambda said: None),
    (rf"{_PRE} AT? {{first:{_X}|HOUR}} {_DASHED} (AT|TO)? {{midnight:MIDNIGHT}}", _until_midnight),
    (rf"{_PRE}? AT? {{first:{_X}}} {_DASHED} (AT|TO)? {{midnight:MIDNIGHT}}", _until_midnight),
    (rf"{_PRE}? AT? MIDNIGHT {_DASHED} (AT|TO)? {{last:{_X}}}", _from_midnight),
    (rf"(BETWEEN|FROM|AT|STARTING) AT? {{first:{_X}|HOUR}} (TO|UNTIL|AND|DASH) (AT|TO|UNTIL)? {{last:{_X}}}", _range),
    (rf"AT? {{first:{_X}}} COMMA? {_DASHED}+ (AT|TO)* {{last:{_X}}}", _range),
    (rf"{{first:HOUR}} {_DASHED} {{last:CLOCK}} (?!OF OTHER|PER|SLASH)", _short_range),
    (rf"(STARTING|FROM|AT)? AT? {{first:CLOCK}} {_DASHED} (AT|TO)? {{last:HOUR}} {_AHEAD}", _range),
    (
        rf"(FROM|BETWEEN|STARTING) {{first:HOUR}} (TO|UNTIL|AND|DASH) {{last:HOUR}} {_AHEAD} (?!(AND|OR) (NUMBER|OTHER))",
        _loose_range,
    ),
    (rf"(?<=DAY|MOMENT|WEEKDAY|HABIT|PART|WEEKDAYS|DAY_PART) {{first:HOUR}} {_DASHED} {{last:HOUR}} {_AHEAD}", _range),
)
PART_HOURS: tuple[Rule, ...] = (
    ("AT? {clock:CLOCK} COMMA? (IN|OF|S|THE|LE|ON)* {part:PART|HABIT_PART}", _clock_in_part),
    ("{hours:HOURS} COMMA? (IN|OF|S|THE|LE|ON)* {part:PART|HABIT_PART}", _hours_in_part),
)
BOUNDS: tuple[Rule, ...] = (
    ("(AFTER|STARTING) (ABOUT|AT|THE)* {clock:CLOCK|NOON} ONWARDS?", _after),
    ("FROM {clock:CLOCK} ONWARDS", _after),
    ("(AFTER|STARTING) {midnight:MIDNIGHT}", _after),
    (rf"AFTER {{clock:HOUR}} {_AHEAD}", _after),
    ("(BEFORE|FOR_OR_BEFORE|UNTIL|BY) (ABOUT|AT|THE)* {clock:CLOCK|NOON}", _before),
    ("(BEFORE|UNTIL) {midnight:MIDNIGHT}", _before),
    (rf"(BEFORE|UNTIL) {{clock:HOUR}} {_AHEAD}", _before),
    ("{hours:HOURS} (TO|UNTIL)", lambda said: None),
)
LENGTHS: tuple[Rule, ...] = (
    ("(DURING|TIMES) (OF|THE)? CLOCK", _length),
    ("WITHIN CLOCK", _length),
    ("CLOCK (PER|SLASH|ONE WEEK|ONE DAY_NOUN)", _length),
)
POINTS: tuple[Rule, ...] = (
    ("(ABOUT|AT)+ (THE|LES)? {clock:CLOCK} ONWARDS? (?!OF OTHER)", _point),
    ("(AT|ABOUT|IN)+ {midnight:MIDNIGHT}", _point),
    ("{clock:CLOCK} (?!OF|PER|SLASH|OTHER)", _sure),
    ("{clock:CLOCK}", _loose),
)
