"""When a promise comes round, and what is due about it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.promises.first_terms import first_terms
from entraide.logic.promises.terms import Promise
from entraide.logic.promises.times import begins_for_people, is_repeated, times_of
from entraide.logic.promises.watch import Watched, counts_as_done_at, looks_at, step_due
from entraide.logic.reading.interpretation import Reading, Terms, TimeSaid

BRUSSELS = ZoneInfo("Europe/Brussels")
SATURDAY = datetime(2026, 3, 7, 9, tzinfo=BRUSSELS)
PROMISED = SATURDAY - timedelta(days=3)
HOUR = timedelta(hours=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(tzinfo=BRUSSELS))
rules = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=SA",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=MONTHLY",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=WEEKLY;UNTIL=20260401T000000Z",
    ]
)


def walk(recurrence: str, *, after: datetime | None = None, until: datetime | None = None) -> list[datetime]:
    """When a walk of an hour comes round."""
    ahead = until or SATURDAY + timedelta(weeks=4)
    times = times_of(
        starts_at=SATURDAY, ends_at=SATURDAY + HOUR, recurrence=recurrence, zone=BRUSSELS, after=after, until=ahead
    )
    assert all(time.ends_at and time.ends_at - time.starts_at == HOUR for time in times)
    return [time.starts_at for time in times]


def test_for_once_there_is_one_time_and_after_it_none() -> None:
    assert walk("") == [SATURDAY]
    assert walk("", after=SATURDAY) == []


def test_each_week_at_nine_also_after_the_clocks_change() -> None:
    times = walk("FREQ=WEEKLY;BYDAY=SA")
    assert len(times) == 5
    assert {time.astimezone(BRUSSELS).hour for time in times} == {9}


def test_a_recurrence_with_an_end_comes_to_it() -> None:
    far = SATURDAY + timedelta(days=400)
    assert len(walk("FREQ=WEEKLY;COUNT=3", until=far)) == 3
    assert walk("FREQ=WEEKLY;COUNT=3", after=SATURDAY + timedelta(weeks=2)) == []
    assert len(walk("FREQ=WEEKLY;UNTIL=20260321T235959Z", until=far)) == 3


def test_what_cannot_be_read_is_no_recurrence() -> None:
    for nonsense in ("FREQ=NEVER", "each week", "FREQ=WEEKLY;BYDAY=XX", ";;"):
        assert not is_repeated(nonsense)
        assert walk(nonsense) == [SATURDAY]


@given(start=moments, rule=rules, weeks=st.integers(0, 30))
def test_times_come_in_order_once_each_and_after_what_was(start: datetime, rule: str, weeks: int) -> None:
    after = start + timedelta(weeks=weeks)
    times = times_of(
        starts_at=start, ends_at=None, recurrence=rule, zone=BRUSSELS, after=after, until=after + timedelta(weeks=4)
    )
    starts = [time.starts_at for time in times]
    assert starts == sorted(set(starts))
    assert all(at > after for at in starts)
    assert len(starts) <= 40


def test_a_whole_day_begins_at_nine_for_people() -> None:
    midnight = SATURDAY.replace(hour=0)
    assert begins_for_people(midnight, zone=BRUSSELS) == SATURDAY
    assert begins_for_people(SATURDAY + HOUR, zone=BRUSSELS) == SATURDAY + HOUR


def test_reminders_are_due_a_day_and_three_hours_before() -> None:
    watched = Watched(promised_at=PROMISED, begins_at=SATURDAY)
    assert step_due(watched, now=SATURDAY - timedelta(hours=25)) is None
    assert looks_at(watched, now=PROMISED) == SATURDAY - timedelta(hours=24)
    assert step_due(watched, now=SATURDAY - timedelta(hours=23)) == "remind_day"
    assert step_due(watched, now=SATURDAY - timedelta(hours=2)) == "remind_hours"
    assert step_due(watched, now=SATURDAY + timedelta(minutes=1)) is None


def test_who_promised_a_moment_ago_is_not_reminded_of_it() -> None:
    watched = Watched(promised_at=SATURDAY - timedelta(hours=24, minutes=30), begins_at=SATURDAY)
    assert step_due(watched, now=SATURDAY - timedelta(hours=23)) is None
    assert looks_at(watched, now=watched.promised_at) == SATURDAY - timedelta(hours=3)


def test_silence_counts_three_days_after_one_said_so() -> None:
    said = SATURDAY + HOUR
    watched = Watched(promised_at=PROMISED, begins_at=SATURDAY, said_done_at=said)
    assert counts_as_done_at(watched) == said + timedelta(days=3)
    assert step_due(watched, now=said + timedelta(days=2)) is None
    assert step_due(watched, now=said + timedelta(days=3)) == "count_as_done"


@given(
    begins=st.none() | moments,
    marks=st.tuples(*[st.booleans()] * 4),
    before=st.integers(0, 400),
    passed=st.integers(0, 4000),
)
def test_doing_what_is_due_always_comes_to_an_end(
    begins: datetime | None, marks: tuple[bool, ...], before: int, passed: int
) -> None:
    promised = (begins or SATURDAY) - timedelta(hours=before)
    day, hours, asked, _ = [promised if mark else None for mark in marks]
    watched = Watched(
        promised_at=promised, begins_at=begins, reminded_day_at=day, reminded_hours_at=hours, asked_done_at=asked
    )
    now = promised + timedelta(hours=passed)
    for _ in range(5):
        step = step_due(watched, now=now)
        if step in (None, "give_up"):
            break
        mark = {"remind_day": "reminded_day_at", "remind_hours": "reminded_hours_at", "ask_done": "asked_done_at"}[step]
        watched = Watched(**{**vars(watched), mark: now})
    else:
        raise AssertionError("the same is due again and again")
    looks = looks_at(watched, now=now)
    assert looks is None or looks > now


@given(
    what=st.text(max_size=300),
    starts_at=st.none() | moments,
    cents=st.none() | st.integers(0, 10**6),
    promised=st.none() | st.integers(1, 99),
)
def test_a_promise_comes_back_from_plain_data(
    what: str, starts_at: datetime | None, cents: int | None, promised: int | None
) -> None:
    promise = Promise(what=what, starts_at=starts_at, cents=cents, promised=promised).shortened()
    assert Promise.from_dict(promise.as_dict()) == promise
    assert len(promise.what) <= 200


def read(terms: Terms, **fields: object) -> Reading:
    """A reading with these terms."""
    return Reading(
        language="fr",
        kind="need",
        action="service",
        topic="animals.walking",
        subject="promener Filou",
        terms=terms,
        **fields,
    )  # type: ignore[arg-type]


def test_an_hours_price_is_worked_out_where_the_hours_are_said() -> None:
    by_the_hour = read(Terms(mode="money", amount=12, currency="EUR", per="hour"))
    two_hours = first_terms(
        reading=by_the_hour, currency="gift", starts_at=SATURDAY, ends_at=SATURDAY + 2 * HOUR, place_name=""
    )
    assert two_hours.cents == 2400
    assert first_terms(reading=by_the_hour, currency="gift", starts_at=None, ends_at=None, place_name="").cents is None


def test_credits_are_what_the_community_counts() -> None:
    for said, counted, minor in (
        ("h", "hours", 120),
        ("credit", "hours", 120),
        ("credit", "credits", 200),
        ("h", "credits", None),
        ("credit", "gift", None),
    ):
        terms = read(Terms(mode="credits", amount=2, currency=said))
        promise = first_terms(reading=terms, currency=counted, starts_at=None, ends_at=None, place_name="")
        assert promise.credits_minor == minor


def test_a_stretch_of_days_is_no_moment_yet() -> None:
    reading = read(Terms(), time=TimeSaid("2026-03-02T00:00", "2026-03-09T00:00"))
    promise = first_terms(
        reading=reading, currency="gift", starts_at=SATURDAY, ends_at=SATURDAY + timedelta(days=7), place_name="Flagey"
    )
    assert (promise.starts_at, promise.place_name, promise.what) == (None, "Flagey", "promener Filou")
