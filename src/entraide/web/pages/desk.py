"""/c/<slug>/desk/: what waits for a human in a community, oldest first. No figures about people, nothing but what is to be done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.logic.routing.attestations import KINDS
from entraide.records.attestations.queries import asking_in, expiring
from entraide.records.communities.models import Community
from entraide.records.exchanges.queries import problems_waiting
from entraide.records.people.models import Person
from entraide.records.reports import queries
from entraide.web.access import in_house

# So many of each are shown; behind the number of the others stands how to see them.
MOST_SHOWN, MOST_COUNTED = 12, 100


@dataclass(frozen=True)
class Pile:
    """One pile on the desk: its code, the first rows of it, and how many there are (at least, if `is_more`)."""

    code: str
    rows: list[Any]
    count: int

    @property
    def is_more(self) -> bool:
        """Whether more wait than were counted."""
        return self.count > MOST_COUNTED

    @property
    def hidden_count(self) -> int:
        """How many wait that are not shown here."""
        return min(self.count, MOST_COUNTED) - len(self.rows)


@require_safe
@never_cache
@in_house("stewards", page="desk")
def desk(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The desk; with `?pile=` one pile alone, as long as it is (a hundred at most)."""
    now = timezone.now()
    most = MOST_COUNTED + 1
    # Looked for at once, for both are asked of the same rows.
    checks = list(queries.checks_waiting(house)[: 2 * most])
    # Whoever is here without running the server runs this community, and may attest all there: nothing need be asked.
    kinds = None if person.is_staff else KINDS.keys()
    asking = cache(lambda: asking_in(person, community=house, now=now, kinds=kinds, most=2 * most))
    finds: dict[str, Callable[[], Iterable[Any]]] = {
        "cases": lambda: queries.cases_waiting(house).exclude(about=person)[:most],
        "appeals": lambda: queries.appeals_waiting(person, community=house)[:most],
        "problems": lambda: problems_waiting(person, community=house, most=most),
        "requests": lambda: [one for one in asking() if not one.kind and not house.is_server_wide],
        "held": lambda: [one for one in checks if one.is_held],
        "doubtful": lambda: [one for one in checks if not one.is_held],
        "unanswered": lambda: queries.unanswered_in(house, now=now)[:most],
        "asked": lambda: [one for one in asking() if one.kind],
        "attestations": lambda: expiring(house, now=now)[:most],
    }
    only = request.GET.get("pile", "")
    wanted = {only: finds[only]} if only in finds else finds
    piles = [_pile(code, list(find()), is_alone=code == only) for code, find in wanted.items()]
    context = {
        "house": house,
        "section": "desk",
        "piles": [pile for pile in piles if pile.rows],
        "only": only if only in finds else "",
        "orphans": queries.houses_without_stewards() if house.is_server_wide and not only else [],
    }
    return render(request, "web/desk.html", context)


def _pile(code: str, rows: list[Any], *, is_alone: bool) -> Pile:
    return Pile(code=code, rows=rows[: MOST_COUNTED if is_alone else MOST_SHOWN], count=len(rows))
