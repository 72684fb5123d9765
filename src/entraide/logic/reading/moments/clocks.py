"""Clock times: 14h30, 8u30, half acht, halb acht, 5 pm, quarter past nine, à huit heures et demie."""

from entraide.logic.reading.moments.grammar import Made, Maker, Rule, Said
from entraide.logic.reading.moments.said import DAY_MINUTES, Clock


def _clock(said: Said) -> Made:
    hour, minute = said["hour"], said.get("minute") or 0
    if hour == 24 and minute:
        return None
    is_sure = ":" in said.text or "uhr" in said.text or "clock" in said.text
    return "CLOCK", Clock(hour * 60 + minute, is_sure=is_sure, is_settled=hour > 12 or hour == 0)


def _one_o_clock(_: Said) -> Made:
    return "CLOCK", Clock(60)


def _quarter_hour(said: Said) -> Made:
    """Figures with a full stop and nothing beside them are a clock time only at a quarter of an hour: others are dates."""
    return _clock(said) if said["minute"] % 15 == 0 else None


def _half_day(said: Said) -> Made:
    hour, minute = said["hour"], said.get("minute") or 0
    if hour <= 12:
        hour = hour % 12 + (12 if "PM" in said.kinds[-1] else 0)
    return "CLOCK", Clock(hour * 60 + minute, is_sure=True, is_settled=True)


def _half(said: Said) -> Made:
    # A Briton's "half eight" is half past eight; a Fleming's and a German's is half past seven.
    minutes = said["hour"] * 60 + (30 if said.setting.language == "en" else -30)
    return "CLOCK", Clock(minutes, is_sure=True)


def _moved(minutes: int) -> Maker:
    """Makes a clock time some minutes after (or before) the hour that is said."""

    def make(said: Said) -> Made:
        base = said.get("clock")
        if base is None:
            hour = 12 if "noon" in said else said["hour"]
            return "CLOCK", Clock((hour * 60 + minutes) % DAY_MINUTES, is_sure=True, is_settled="noon" in said)
        if base.minutes % 60:
            return None
        return "CLOCK", Clock((base.minutes + minutes) % DAY_MINUTES, is_sure=True, is_settled=base.is_settled)

    return make


def _minutes_past(said: Said) -> Made:
    return _moved(said["minute"])(said) if said["minute"] in (5, 10, 20, 25) else None


def _minutes_to(said: Said) -> Made:
    return _moved(-said["minute"])(said) if said["minute"] in (5, 10, 20, 25) else None


def _bare(said: Said) -> Made:
    return "CLOCK", Clock(said["hour"] * 60, is_sure=True, is_settled=said["hour"] > 12)


CLOCKS: tuple[Rule, ...] = (
    ("{hour:HOUR} (COLON|TIGHT_DOT|H) {minute:MINUTE} (AM|PM)", _half_day),
    ("{hour:HOUR} (PM|AM (?!WEEKDAY|SHORT_WEEKDAY|DAY_PART))", _half_day),
    ("{hour:HOUR} AM (?=WEEKDAY)", lambda said: _half_day(said) if said.setting.language == "en" else None),
    ("{hour:HOUR} COLON {minute:MINUTE} H? (?!MONEY|UNIT)", _clock),
    ("{hour:HOUR} TIGHT_DOT {minute:MINUTE} H", _clock),
    ("{hour:HOUR} H {minute:MINUTE} (?!UNIT|MONEY|MINUTE_NOUN)", _clock),
    ("{hour:HOUR} H (?!SLASH PER)", _clock),
    ("(?<=AT) ONE H", _one_o_clock),
    ("(?<=AT) {hour:HOUR} TIGHT_DOT {minute:MINUTE} (?!MONEY|UNIT|TIGHT_DOT)", _clock),
    (
        "(?<=FROM|TO|UNTIL|AND|DASH|BETWEEN) {hour:HOUR} TIGHT_DOT {minute:MINUTE} (?!MONEY|UNIT|TIGHT_DOT|SLASH)",
        _quarter_hour,
    ),
    ("{hour:HOUR} TIGHT_DOT {minute:MINUTE} (?=(TO|UNTIL|DASH)+ CLOCK)", _quarter_hour),
    ("HALF {hour:HOUR12} H? (?!UNIT|MONEY|DAY_NOUNS|WEEKS|ANY_MONTH)", _half),
    ("HALF {clock:CLOCK}", _moved(-30)),
    ("HALF_PAST {hour:HOUR12}", _moved(30)),
    ("ANY_ONE? QUARTER PAST_HOUR {hour:HOUR12} H?", _moved(15)),
    ("ANY_ONE? QUARTER PAST_HOUR {clock:CLOCK}", _moved(15)),
    ("ANY_ONE? QUARTER TO_HOUR {hour:HOUR12} H?", _moved(-15)),
    ("ANY_ONE? QUARTER TO_HOUR {clock:CLOCK}", _moved(-15)),
    ("(?<=AT) {minute:NUMBER} PAST_HOUR {hour:HOUR12} H?", _minutes_past),
    ("{minute:NUMBER} PAST_HOUR {hour:HOUR12} (?=$|FOLLOWER)", _minutes_past),
    ("{hour:HOUR12} (?=IN THE PART)", lambda said: _bare(said) if said.setting.language == "en" else None),
    ("(?<=AT) {minute:NUMBER} TO_HOUR {hour:HOUR12} H? (?!MONEY|UNIT|OTHER)", _minutes_to),
    ("({clock:CLOCK}|{noon:NOON}) AND_HALF", _moved(30)),
    ("{clock:CLOCK} AND_QUARTER", _moved(15)),
    ("{clock:CLOCK} LESS_QUARTER", _moved(-15)),
    (
        "(?<=WEEKDAY|DAY_PART|RELATIVE_DAY|PART|MORGEN|TODAY_PART) AT_BARE {hour:HOUR} "
        "(?!H|AM|PM|UNIT|MONEY|LENGTH_NOUN|NUMBER|COLON|SLASH|TIGHT_DOT|TO|UNTIL|DASH|ANY_MONTH|DOT ANY_MONTH)",
        _bare,
    ),
    ("(?<=AT_BARE) {hour:HOUR} (?=$|FOLLOWER) (?!AND NUMBER|DOT NUMBER|TO NUMBER)", _bare),
)
