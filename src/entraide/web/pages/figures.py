"""/c/<slug>/figures/: what a community did, month by month, in numbers that tell of nobody; and the same as CSV."""

import csv
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entraide.logic.figures.few import tell_one
from entraide.logic.figures.months import month_named, month_of, months_up_to, shifted
from entraide.records.communities.models import Community
from entraide.records.communities.queries import rules_of
from entraide.records.figures.queries import figures_of, first_counted
from entraide.records.ledgers.queries import unit_of
from entraide.web.access import find_community, let_into
from entraide.web.figures import CHARTS, MONTHS, charts_of, unmet_by_month, unmet_lines, value_of
from entraide.web.visitor import person_of
from entraide.wording.figures import month_name
from entraide.wording.readings import topic_label

MOST_UNMET = 30


@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Twelve months up to the one asked for (`until`, "2026-03"; now without), and what was missing in them, or in one (`month`)."""
    house = _house(request, slug)
    latest = month_of(timezone.localdate())
    until = min(month_named(request.GET.get("until", "")) or latest, latest)
    months = months_up_to(until, count=MONTHS)
    kept = figures_of(house, since=months[0], until=until)
    unmet = unmet_by_month(kept)
    chosen = month_named(request.GET.get("month", ""))
    asked = [unmet[month] for month in months if month in unmet and chosen in (None, month)]
    lines, others = unmet_lines(asked)
    first = first_counted(house)
    context = {
        "house": house,
        "section": "house",
        "charts": charts_of(kept, months=months, unit=unit_of(house, now=timezone.now())),
        "since": month_name(months[0]),
        "until": month_name(until),
        "unmet": [
            (topic_label(line.topic) if line.topic else "", line.area, line.count) for line in lines[:MOST_UNMET]
        ],
        "unmet_others": others + sum(line.count for line in lines[MOST_UNMET:]),
        "months": [(f"{month:%Y-%m}", month_name(month)) for month in reversed(months)],
        "until_code": f"{until:%Y-%m}",
        "month": f"{chosen:%Y-%m}" if chosen in months else "",
        "is_latest": until == latest,
        "earlier": f"{shifted(until, -MONTHS):%Y-%m}" if first and first < months[0] else "",
        "later": f"{min(shifted(until, MONTHS), latest):%Y-%m}" if until < latest else "",
        "is_counted": first is not None,
    }
    return render(request, "web/figures.html", context)


@require_safe
def figures_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """All months as CSV (RFC 4180), one line a figure: month, measure, topic, area, value. Of what is too small, the value is empty.

    Codes are those of the documentation; amounts of credits are in minor units, waits in minutes.
    """
    house = _house(request, slug)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{house.slug}-figures.csv"'
    write = csv.writer(answer).writerow
    write(["month", "measure", "topic", "area", "value"])
    kept = figures_of(house, since=date.min, until=date.max)
    has_credits = rules_of(house, now=timezone.now()).currency != "gift"
    for figure in kept:
        if figure.measure in CHARTS and (figure.measure != "credits" or has_credits):
            told = value_of(figure)
            write([f"{figure.month:%Y-%m}", figure.measure, "", "", "" if told is None else told])
    for month, unmet in unmet_by_month(kept).items():
        for (topic, area), count in unmet.counts.items():
            write([f"{month:%Y-%m}", "unmet", topic, area, count])
        if unmet.others != 0:
            write([f"{month:%Y-%m}", "unmet", _("autres"), "", "" if unmet.others is None else tell_one(unmet.others)])
    return answer


def _house(request: HttpRequest, slug: str) -> Community:
    """The community, for whoever may read its posts."""
    house = find_community(slug)
    let_into(house, viewer=person_of(request), whom="readers")
    return house
