"""Reading what routing has learned of people's attention, and the asks it learns from."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max

from entraide.logic.routing.experience import Experience, PastAsk
from entraide.logic.routing.willingness import PARTS, guess
from entraide.records.asks.models import Ask, Attention
from entraide.records.people.models import Person

# Older asks have faded to a seventh.
REMEMBERED = timedelta(days=120)


def experiences_of(*, person_ids: Collection[UUID], zone: ZoneInfo) -> dict[str, Experience]:
    """What is known of these people, by identity; nothing of those never asked. Moments are local to `zone`. For routing only."""
    last = dict(
        Ask.objects.filter(person_id__in=person_ids)
        .order_by()
        .values_list("person_id")
        .annotate(at=Max("asked_at"))
        .values_list("person_id", "at")
    )
    rows = {row.person_id: row for row in Attention.objects.filter(person_id__in=person_ids)}
    return {str(one): _experience(rows.get(one), last.get(one), zone) for one in rows.keys() | last.keys()}


def experience_of_viewer(viewer: Person) -> Experience:
    """What is known of the viewer themselves."""
    zone = ZoneInfo(viewer.time_zone)
    return experiences_of(person_ids=[viewer.pk], zone=zone).get(str(viewer.pk), Experience())


def _experience(row: Attention | None, last: datetime | None, zone: ZoneInfo) -> Experience:
    asked_at = last.astimezone(zone).replace(tzinfo=None) if last else None
    if row is None:
        return Experience(asked_at=asked_at)
    return Experience(
        exposed=row.exposed,
        answered=row.answered,
        yeses=row.yeses,
        expected=row.expected,
        parts_exposed=_parts(row.parts_exposed),
        parts_answered=_parts(row.parts_answered),
        asks_a_day=row.asks_a_day,
        price=row.price,
        asked_at=asked_at,
    )


def _parts(kept: Sequence[float]) -> tuple[float, ...]:
    """The numbers of each part of the week; none, if the parts were cut otherwise when they were kept."""
    return tuple(kept) if len(kept) == PARTS else (0.0,) * PARTS


def attention_due(*, day: date, most: int) -> list[UUID]:
    """Whose attention has not been worked out since `day` began, longest ago first."""
    due = Attention.objects.filter(updated_day__lt=day).order_by("updated_day", "person_id")
    return list(due.values_list("person_id", flat=True)[:most])


def past_asks(*, person_ids: Collection[UUID], before: datetime, zone: ZoneInfo) -> dict[UUID, list[PastAsk]]:
    """The asks of these people before the aware moment, in order; at most those of the last 120 days. Moments local to `zone`."""
    rows = (
        Ask.objects.filter(person_id__in=person_ids, asked_at__gt=before - REMEMBERED, asked_at__lt=before)
        .order_by("asked_at", "id")
        .values_list(
            "person_id", "asked_at", "settled_at", "because", "distance_km", "answer__kind", "answer__given_at"
        )
    )
    found: defaultdict[UUID, list[PastAsk]] = defaultdict(list)
    for person_id, asked_at, settled_at, because, away, kind, given_at in rows:
        fit = float((because or {}).get("offer", {}).get("value", 0.5))
        is_answered = kind is not None and given_at < before
        found[person_id].append(
            PastAsk(
                asked_at=asked_at.astimezone(zone).replace(tzinfo=None),
                is_answered=is_answered,
                is_yes=is_answered and kind == "yes",
                guessed=float(guess(fit=fit, distance_km=away or 0.0)),
                settled_at=settled_at.astimezone(zone).replace(tzinfo=None) if settled_at else None,
            )
        )
    return found
