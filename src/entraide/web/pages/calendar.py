"""Calendars (RFC 5545) of public posts that say when: one post, or those of a community to come, to subscribe to."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vRecur

from entraide.records.posts.board import Board
from entraide.records.posts.models import Post
from entraide.records.posts.queries import visible_to
from entraide.web.access import find_community, let_into
from entraide.web.freshness import fresh
from entraide.wording.kinds import named_sentence
from entraide.wording.readings import topic_label

MOST_EVENTS = 200
# What says a start but no end lasts an hour in a calendar.
USUAL_LENGTH = timedelta(hours=1)


@require_safe
def community_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What a community's open posts say for the time to come."""
    house = find_community(slug)
    let_into(house, viewer=None, whom="readers")
    soon = Q(starts_at__gte=timezone.now() - timedelta(days=1)) | ~Q(recurrence="", starts_at__isnull=False)
    newest = Board(None, community=house).newest_keys()
    posts = visible_to(None).filter(soon, pk__in=newest, starts_at__isnull=False).order_by("starts_at", "pk")
    return _answer(request, posts[:MOST_EVENTS], name=house.name)


@require_safe
def post_event(request: HttpRequest, code: str) -> HttpResponseBase:
    """One open post that anybody may read and that says when, as an event."""
    post = visible_to(None).filter(code=code, state="open", starts_at__isnull=False).first()
    if post is None:
        raise Http404
    return _answer(request, [post], name=post.text[:60])


def _answer(request: HttpRequest, posts: Iterable[Post], *, name: str) -> HttpResponseBase:
    zone = ZoneInfo(settings.TIME_ZONE)
    calendar = Calendar()
    calendar.add("prodid", "-//Entraide//Entraide//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for post in posts:
        calendar.add_component(_event(post, zone))
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="entraide.ics"'
    return fresh(request, response)


def _event(post: Post, zone: ZoneInfo) -> Event:
    """The event of a post that says when. Whole days are said as days, other times in the server's own time zone."""
    event = Event()
    event.add("uid", f"{post.code}@{urlsplit(settings.ADDRESS).hostname}")
    event.add("dtstamp", post.published_at.astimezone(ZoneInfo("UTC")))
    event.add("summary", named_sentence(post.kind, post.text))
    event.add("url", settings.ADDRESS + post.get_absolute_url())
    event.add("status", "TENTATIVE")
    if post.topic:
        event.add("categories", [topic_label(post.topic)])
    if post.place_name and not post.place_is_home:
        event.add("location", post.place_name)
    starts = (post.starts_at or post.published_at).astimezone(zone)
    ends = post.ends_at.astimezone(zone) if post.ends_at else None
    if _is_midnight(starts) and (ends is None or _is_midnight(ends)):
        event.add("dtstart", starts.date())
        event.add("dtend", max(ends or starts, starts + timedelta(days=1)).date())
    else:
        event.add("dtstart", starts)
        event.add("dtend", ends if ends and ends > starts else starts + USUAL_LENGTH)
    if "FREQ=" in post.recurrence:
        with suppress(ValueError):
            event.add("rrule", vRecur.from_ical(post.recurrence))
    return event


def _is_midnight(moment: datetime) -> bool:
    return moment.time() == time()
