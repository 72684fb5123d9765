"""One time out of all the phrases of a sentence: the first that makes sense, with the hours that belong to it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from entraide.logic.reading.moments import calendar
from entraide.logic.reading.moments.grammar import Setting
from entraide.logic.reading.moments.line import Line, Token
from entraide.logic.reading.moments.said import Days, Habit, Hours, Moment, Stretch

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Assembled:
    """A time with the tokens it was read from. `is_hourly`: hours or a part of a day are said, once."""

    start: datetime | None
    end: datetime | None
    recurrence: str | None
    tokens: tuple[Token, ...]
    is_hourly: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether both sides stayed open ("before after eight") and nothing comes back."""
        return self.start is None and self.end is None and self.recurrence is None


def assemble(line: Line, *, setting: Setting) -> Assembled | None:
    """The time of a line that the rules have rewritten, or None if it says none."""
    pieces = [(token, *next(iter(token.kinds.items()))) for token in line.tokens if token.text == ""]
    hours = [(token, value) for token, kind, value in pieces if kind == "HOURS" and isinstance(value, Hours)]
    # Hours that may be a length of time count where a day is said.
    likely = [(token, value) for token, _, value in pieces if isinstance(value, Hours)]
    habits = [(token, value) for token, _, value in pieces if isinstance(value, Habit)]
    once = [(token, value) for token, _, value in pieces if isinstance(value, Days | Moment | Stretch)]

    at = setting.at
    if once and not habits:
        token, value = once[0]
        habit = _habit_of(value) if _is_of_habit(value, setting) else None
        if habit:
            habits, once = [(token, habit)], once[1:]
    if habits and not _comes_first(once, habits[0][0]):
        return _assemble_habit(habits, once, likely, at=at)
    if once:
        return _assemble_once(once, likely, at=at)
    if hours:
        return _assemble_hours(hours, at=at)
    return None


def _is_of_habit(value: Days | Moment | Stretch, setting: Setting) -> bool:
    """Words like "regelmatig" make any weekday a habit, lessons and school one that is said with "op", "on", "am"."""
    if isinstance(value, Stretch):
        return False
    days = value.days if isinstance(value, Moment) else value
    return "CLUE" in setting.clues or (days.is_loose and "ACTIVITY" in setting.clues)


def _comes_first(once: list[tuple[Token, Days | Moment | Stretch]], habit: Token) -> bool:
    """A single day that is said before the habit wins; a period, a bound or a bare weekday belongs to the habit."""
    if not once or once[0][0].start > habit.start:
        return False
    value = once[0][1]
    if isinstance(value, Stretch):
        return value.start is not None and value.end is not None
    days = value.days if isinstance(value, Moment) else value
    return not days.is_period and (days.weekday is None or days.is_firm)


def _habit_of(value: Days | Moment | Stretch) -> Habit | None:
    """What a weekday said without a date or "next" is in a sentence about a habit."""
    if isinstance(value, Stretch):
        return None
    moment = value if isinstance(value, Moment) else Moment(value)
    days = moment.days
    if days.is_firm:
        return None
    if days.is_weekend:
        return Habit("WEEKLY", weekdays=("SA", "SU"), hours=moment.hours)
    if days.weekday is None:
        return None
    return Habit("WEEKLY", weekdays=(calendar.CODES[days.weekday],), hours=moment.hours)


def _assemble_habit(
    habits: list[tuple[Token, Habit]],
    once: list[tuple[Token, Days | Moment | Stretch]],
    hours: list[tuple[Token, Hours]],
    *,
    at: datetime,
) -> Assembled:
    token, habit = habits[0]
    used = [token]
    week = next(((t, v) for t, v in once if isinstance(v, Days) and v.is_period and v.after - v.first == _A_WEEK), None)
    if week and habit.frequency == "WEEKLY" and habit.interval == 1 and habit.weekdays and habit.is_span:
        first = week[1].first + timedelta(days=calendar.CODES.index(habit.weekdays[0]))
        days = Days(first, first + timedelta(days=len(habit.weekdays)), is_period=True)
        start, end = calendar.bounds(days, habit.hours or (hours[0][1] if hours else None))
        return Assembled(start, end, None, (token, week[0]))
    for other_token, other in habits[1:]:
        merged = _merged(habit, other)
        if merged:
            habit = merged
            used.append(other_token)
    today = at.date()
    for other_token, value in once:
        said = _habit_of(value)
        if said and not habit.weekdays and habit.frequency == "WEEKLY":
            habit = replace(habit, weekdays=said.weekdays, hours=habit.hours or said.hours)
            used.append(other_token)
        elif isinstance(value, Stretch):
            if value.start is not None and value.start.date() > today:
                today = value.start.date() - calendar.ONE_DAY
                used.append(other_token)
        else:
            moment = value if isinstance(value, Moment) else Moment(value)
            if moment.days.first > today and (moment.days.is_period or moment.days.is_firm):
                today = moment.days.first - calendar.ONE_DAY
                habit = replace(habit, hours=habit.hours or moment.hours)
                used.append(other_token)
    if hours and (habit.hours is None or habit.hours.part is not None):
        said_token, said_hours = hours[0]
        if habit.hours is None:
            habit = replace(habit, hours=said_hours)
            used.append(said_token)
        elif said_hours.part is None:
            habit = replace(habit, hours=said_hours.within(habit.hours.part))
            used.append(said_token)
    day = _first_day(habit, today)
    if day is None:
        return Assembled(None, None, habit.rule, tuple(used))
    days = calendar.one_day(day)
    if habit.hours is None and habit.weekdays == ("SA", "SU") and day.weekday() == 5:
        days = Days(day, day + 2 * calendar.ONE_DAY)
    start, end = calendar.bounds(days, habit.hours)
    return Assembled(start, end, habit.rule, tuple(used))


def _merged(habit: Habit, other: Habit) -> Habit | None:
    """ "une fois par semaine" and "le mardi" are one habit; so are "le mardi" and, further on, "le soir"."""
    if habit.frequency == other.frequency == "WEEKLY" and not (habit.weekdays and other.weekdays):
        return replace(
            habit,
            weekdays=habit.weekdays or other.weekdays,
            interval=max(habit.interval, other.interval),
            hours=habit.hours or other.hours,
        )
    if other.frequency == "DAILY" and other.hours and not habit.hours and habit.frequency != "DAILY":
        return replace(habit, hours=other.hours)
    if habit.frequency == "DAILY" and not habit.hours and other.frequency == "DAILY":
        return replace(habit, hours=other.hours)
    if habit.frequency == "DAILY" and habit.hours and other.frequency == "WEEKLY":
        return replace(other, hours=other.hours or (habit.hours if other.weekdays else None))
    return None


def _first_day(habit: Habit, today: date) -> date | None:
    """The first day after `today` on which a habit falls; None if it names no day."""
    if habit.frequency == "DAILY":
        return today + calendar.ONE_DAY
    if habit.month_day:
        return calendar.next_day_numbered(today + calendar.ONE_DAY, habit.month_day)
    if not habit.weekdays:
        return None
    if habit.frequency == "WEEKLY":
        return min(calendar.next_weekday(after=today, weekday=calendar.CODES.index(code)) for code in habit.weekdays)
    for ahead in range(12):
        first = calendar.add_months(today.replace(day=1), ahead)
        days = []
        for code in habit.weekdays:
            try:
                days.append(
                    calendar.ordinal_weekday(first, weekday=calendar.CODES.index(code[-2:]), nth=int(code[:-2]))
                )
            except ValueError:
                continue
        later = [day for day in days if day > today]
        if later:
            return min(later)
    return None


def _assemble_once(
    once: list[tuple[Token, Days | Moment | Stretch]], hours: list[tuple[Token, Hours]], *, at: datetime
) -> Assembled:
    token, value = once[0]
    used = [token]
    if isinstance(value, Stretch):
        return _assemble_stretch(value, once, hours, used)
    moment = value if isinstance(value, Moment) else Moment(value)
    moment, more = _narrowed(moment, once[1:])
    used += more
    if hours:
        near = hours[0]
        before = [pair for pair in hours if pair[0].start > token.start]
        near = before[0] if before else near
        said_token, said = near
        if moment.hours is None:
            moment = Moment(moment.days, said)
            used.append(said_token)
        elif moment.hours.part is not None and said.part is None and _fits(said, moment.hours):
            moment = Moment(moment.days, said.within(moment.hours.part))
            used.append(said_token)
    start, end = calendar.bounds(moment.days, moment.hours)
    is_hourly = moment.hours is not None and not moment.days.is_period
    return Assembled(start, end, None, tuple(used), is_hourly)


def _fits(said: Hours, part: Hours) -> bool:
    """Whether hours said apart lie in the part of the day said before ("vendredi soir … 20h"), give or take an hour."""
    within = said.within(part.part)
    edge = within.end if within.start is None else within.start
    low, high = part.start, part.end
    return edge is not None and low is not None and high is not None and low - 60 <= edge <= high + 60


def _narrowed(moment: Moment, others: list[tuple[Token, Days | Moment | Stretch]]) -> tuple[Moment, list[Token]]:
    """A period said first and a weekday in it said later ("la semaine prochaine, plutôt mardi"); a weekday, then its date."""
    for token, value in others:
        if isinstance(value, Stretch):
            continue
        other = value if isinstance(value, Moment) else Moment(value)
        if (
            (moment.days.is_period or moment.days.is_weekend)
            and other.days.weekday is not None
            and not other.days.is_firm
        ):
            first = calendar.next_weekday(after=moment.days.first - calendar.ONE_DAY, weekday=other.days.weekday)
            if first < moment.days.after:
                return Moment(calendar.one_day(first), other.hours or moment.hours), [token]
        is_its_date = (
            moment.days.weekday is not None
            and not moment.days.is_firm
            and other.days.weekday is None
            and not other.days.is_period
            and other.days.first.weekday() == moment.days.weekday
        )
        if is_its_date:
            return Moment(other.days, moment.hours or other.hours), [token]
        if moment.days.first == other.days.first and moment.hours is None and other.hours:
            return Moment(moment.days, other.hours), [token]
    return moment, []


def _assemble_stretch(
    stretch: Stretch,
    once: list[tuple[Token, Days | Moment | Stretch]],
    hours: list[tuple[Token, Hours]],
    used: list[Token],
) -> Assembled:
    for token, value in once[1:]:
        if isinstance(value, Stretch):
            if stretch.start is None and value.start is not None and value.end is None:
                stretch = Stretch(value.start, stretch.end)
                used.append(token)
            elif stretch.end is None and value.end is not None and value.start is None:
                stretch = Stretch(stretch.start, value.end)
                used.append(token)
    if stretch.start and stretch.end and stretch.start >= stretch.end:
        stretch = Stretch(stretch.start, None)
    start, end = stretch.start, stretch.end
    is_midnight = all(moment is None or (moment.hour, moment.minute) == (0, 0) for moment in (start, end))
    if hours and is_midnight and start and end:
        said_token, said = hours[0]
        days = Days(start.date(), end.date(), is_period=True)
        start, end = calendar.bounds(days, said)
        used.append(said_token)
    return Assembled(start, end, None, tuple(used), not is_midnight)


def _assemble_hours(hours: list[tuple[Token, Hours]], *, at: datetime) -> Assembled:
    """Hours without a day: today's if they are not over, else tomorrow's; said of a habit, every day's."""
    token, said = hours[0]
    used = [token]
    if said.part is not None:
        for other_token, other in hours[1:]:
            if other.part is None:
                said = replace(other.within(said.part), is_habitual=said.is_habitual)
                used.append(other_token)
                break
    if said.is_habitual:
        days = calendar.one_day(at.date() + calendar.ONE_DAY)
        start, end = calendar.bounds(days, said)
        return Assembled(start, end, "FREQ=DAILY", tuple(used))
    now = at.hour * 60 + at.minute
    last = said.start if said.is_point or said.end is None else said.end
    is_over = (
        last is not None
        and (last < now or (last == now and not said.is_point))
        and (said.end is not None or said.start is not None)
    )
    if is_over and said.start is None and not said.is_settled and last is not None and last + 12 * 60 > now:
        said, is_over = replace(said, end=last + 12 * 60), False  # "before eight", said at ten in the morning
    day = at.date() + (calendar.ONE_DAY if is_over else timedelta(0))
    start, end = calendar.bounds(calendar.one_day(day), said)
    return Assembled(start, end, None, tuple(used), is_hourly=True)


def written(moment: datetime | None) -> str | None:
    """A wall-clock moment as ISO 8601 to the minute."""
    return None if moment is None else moment.isoformat(timespec="minutes")
