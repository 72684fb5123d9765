"""Calendars (RFC 5545) of what somebody promised: for the program that keeps their days, and as a file in a mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Alarm, Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"
# What says a start but no end lasts an hour in a calendar.
USUAL_LENGTH = timedelta(hours=1)
REMIND_BEFORE = timedelta(hours=3)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One time in a calendar; moments are aware.

    `identity` stays the same when the entry changes, and `version` grows then. `path` is the page on this server. `is_off`: it was
    to be, and is not any more.
    """

    identity: str
    version: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime | None
    title: str
    words: str
    place: str
    path: str
    is_off: bool = False


def calendar_of(entries: Iterable[Entry], *, name: str, zone: ZoneInfo) -> bytes:
    """The file with these entries, told in the time zone of whoever it is for."""
    calendar = Calendar()
    calendar.add("prodid", "-//Entraide//Entraide//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, zone))
    calendar.add_missing_timezones()
    file: bytes = calendar.to_ical()
    return file


def _event(entry: Entry, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", f"{entry.identity}@{urlsplit(settings.ADDRESS).hostname}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.version)
    event.add("summary", entry.title)
    event.add("description", f"{entry.words}\n{settings.ADDRESS}{entry.path}")
    event.add("url", settings.ADDRESS + entry.path)
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    # What one promised is nobody's business who reads a shared calendar.
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    starts = entry.starts_at.astimezone(zone)
    ends = entry.ends_at.astimezone(zone) if entry.ends_at else None
    if starts.time() == time() and (ends is None or ends.time() == time()):
        event.add("dtstart", starts.date())
        event.add("dtend", max(ends or starts, starts + timedelta(days=1)).date())
    else:
        event.add("dtstart", starts)
        event.add("dtend", ends if ends and ends > starts else starts + USUAL_LENGTH)
    if not entry.is_off:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -REMIND_BEFORE)
        event.add_component(alarm)
    return event
