"""/a/<code>/routing/: the log of a post's routing, for whoever tends its community; the same as a table to take away (CSV).

Who was asked when, in which wave, with which parts of the score, and how many were left out by which rule. Never an address, a
home or what somebody wrote; who declined and who is silent are not told apart. Stewards do not read the log of their own posts.
Whoever reads it is written down, and all who may read it see who did.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.journeys.explain_routing import asking_of, left_out
from entraide.journeys.open_routing_log import open_routing_log
from entraide.logic.routing.weights import WEIGHT_NAMES
from entraide.records.asks.log_readings import log_readings_for_steward
from entraide.records.asks.models import Ask
from entraide.records.asks.queries import asks_for_steward
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.web.access import for_people
from entraide.web.pages.post import find_post
from entraide.wording.distances import whole_km
from entraide.wording.weights import part_name, points
from entraide.wording.why_not import rule_words

MOST_SHOWN = 200
MOST_TAKEN_AWAY = 5000
# A table opened in a spreadsheet must not be taken for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class LogLine:
    """One ask. `parts` are the values of the parts of the score in hundredths, in the order of the weights; None where unknown."""

    wave: int
    asked_at: datetime
    name: str
    score: int
    parts: tuple[int | None, ...]
    distance_km: int | None
    has_answered: bool


@require_safe
@never_cache
@for_people("post")
def post_routing(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The log as a page."""
    post = _tended(viewer, code)
    now = timezone.now()
    open_routing_log(steward=viewer, post=post, as_table=False, now=now)
    asks = asks_for_steward(viewer, post=post)
    out = left_out(post=post, now=now)
    context = {
        "post": post,
        "house": post.community,
        "section": "board",
        "parts": [part_name(name) for name in WEIGHT_NAMES],
        "lines": [_line(ask) for ask in asks[:MOST_SHOWN]],
        "asked": asks.count(),
        "shown": MOST_SHOWN,
        "left_out": out,
        "by_rule": [(count, rule_words(rule, count=count)) for rule, count in out.by_rule],
        "asking": asking_of(post=post, now=now),
        "readings": log_readings_for_steward(viewer, post=post),
    }
    return render(request, "web/post_routing.html", context)


@require_safe
@never_cache
@for_people("post")
def post_routing_csv(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The log as a CSV file (UTF-8, commas; moments in UTC), one line for each person asked."""
    post = _tended(viewer, code)
    open_routing_log(steward=viewer, post=post, as_table=True, now=timezone.now())
    sheet = StringIO()
    rows = csv.writer(sheet)
    rows.writerow(["wave", "asked_at", "first_name", "score", *WEIGHT_NAMES, "distance_km", "has_answered"])
    rows.writerows(_rows(asks_for_steward(viewer, post=post)[:MOST_TAKEN_AWAY].iterator(chunk_size=500)))
    return HttpResponse(
        sheet.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="routing-{post.code}.csv"'},
    )


def _tended(viewer: Person, code: str) -> Post:
    """The post, for whoever tends its community and did not write it. Raises Http404, PermissionDenied."""
    post = find_post(viewer, code)
    if not tends(viewer, community=post.community):
        raise PermissionDenied(_("Le journal d'une annonce se lit par qui anime sa communauté."))
    if post.writer_id == viewer.pk:
        raise PermissionDenied(
            _("C'est votre propre annonce : demandez à quelqu'un d'autre de l'animation de lire ce journal.")
        )
    return post


def _line(ask: Ask) -> LogLine:
    values = [ask.because.get(name, {}).get("value") for name in WEIGHT_NAMES]
    return LogLine(
        wave=ask.wave,
        asked_at=ask.asked_at,
        name=ask.person.first_name,
        score=points(ask.score),
        parts=tuple(None if value is None else points(float(value)) for value in values),
        distance_km=None if ask.distance_km is None else whole_km(ask.distance_km),
        has_answered=bool(getattr(ask, "has_answered", False)),
    )


def _rows(asks: Iterator[Ask]) -> Iterator[list[object]]:
    for ask in asks:
        line = _line(ask)
        name = f"'{line.name}" if line.name.startswith(_FORMULA) else line.name
        parts = ["" if part is None else f"{part / 100:.2f}" for part in line.parts]
        yield [
            line.wave,
            line.asked_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            name,
            f"{line.score / 100:.2f}",
            *parts,
            "" if line.distance_km is None else line.distance_km,
            "yes" if line.has_answered else "",
        ]
