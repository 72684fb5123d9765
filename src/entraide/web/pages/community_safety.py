"""/c/<slug>/safety/: whom a community trusts with what needs care. Anybody reads it; whoever tends it asks for more than the charter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.change_safety_rule import change_safety_rule
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.attestations import ASKABLE
from entraide.logic.routing.safety import CLASSES
from entraide.logic.routing.trust import CHARTER, LEVELS, Level, SafetyRule, in_force
from entraide.records.attestations.queries import is_attested_here, today_at
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, CommunityRule
from entraide.records.communities.standings import is_verified_here
from entraide.records.people.models import Person
from entraide.web.access import find_community, for_people
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of
from entraide.wording.safety import class_name, level_words, more_words, rule_words
from entraide.wording.standing import kind_name

CHANGES_A_MINUTE = 30
# The box for "of age", among those of the kinds that a community must have attested itself.
_OF_AGE = "adult"


@dataclass(frozen=True)
class ClassShown:
    """One safety class: its rule in words, the community's own rule if it has one, and what may be chosen (value, words).

    `more`: what must be attested besides, in words; `asked` the same as values of `kinds`. `has_nobody`: of nobody here is that
    attested, so that nobody would be left to help.
    """

    code: str
    name: str
    level: Level
    words: str
    more: str
    asked: frozenset[str]
    has_nobody: bool
    own: CommunityRule | None
    choices: tuple[tuple[Level, str], ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SaidRule:
    """A form that has to be mended: which class, what was given, and what is wrong."""

    code: str
    level: str
    asked: frozenset[str]
    why: str
    error: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def community_safety(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules; a POST changes one of them."""
    if request.method == "POST":
        return _change(request, slug=slug)
    return _page(request, find_community(slug))


@for_people("community_safety")
def _change(request: HttpRequest, person: Person, *, slug: str) -> HttpResponse:
    house = find_community(slug)
    if not communities.tends(person, community=house):
        raise PermissionDenied(_("Qui anime la communauté décide de ces règles. Parlez-lui-en."))
    if is_too_often(request, what="safety", most=CHANGES_A_MINUTE, seconds=60):
        return too_often(request)
    code, level, why = (request.POST.get(name, "") for name in ("safety_class", "level", "why"))
    asked = frozenset(request.POST.getlist("kinds"))
    try:
        done = change_safety_rule(
            steward=person,
            community=house,
            safety_class=code,
            level=level,
            for_adults_only=_OF_AGE in asked,
            kinds=asked - {_OF_AGE},
            why=why,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, house, said=SaidRule(code, level, asked, why[:300], refusal_words(refusal)))
    if done:
        messages.success(request, _("C'est décidé. La règle vaut dès maintenant, aussi pour qui a déjà été sollicité."))
    return redirect(f"{reverse('community_safety', args=[house.slug])}#{code}")


def _page(request: HttpRequest, house: Community, *, said: SaidRule | None = None) -> HttpResponse:
    viewer = person_of(request)
    own = communities.rules_in_force(house)
    rules = {code: communities.as_rule(one) for code, one in own.items()}
    today = today_at(timezone.now())
    context: dict[str, Any] = {
        "house": house,
        "section": "board",
        "tends": viewer is not None and communities.tends(viewer, community=house),
        "membership": communities.membership_of(viewer, community=house) if viewer else None,
        "stewards": [one for one in communities.stewards_of(house) if one != viewer],
        "is_verified": viewer is not None and is_verified_here(viewer, community=house, today=today),
        "classes": [_shown(code, house, rules, own.get(code), today=today) for code in CLASSES],
        "said": said,
        "history": [
            (one, class_name(one.safety_class), rule_words(communities.as_rule(one), community=house.name))
            for one in communities.rule_history(house)
        ],
    }
    return render(request, "web/community_safety.html", context, status=422 if said else 200)


def _shown(
    code: str, house: Community, rules: dict[str, SafetyRule], own: CommunityRule | None, *, today: date
) -> ClassShown:
    rule = in_force(code, rules=rules)
    asked = rule.kinds | ({_OF_AGE} if rule.for_adults_only else frozenset())
    return ClassShown(
        code=code,
        name=class_name(code),
        level=rule.level,
        words=level_words(rule.level, community=house.name),
        more=more_words(rule),
        asked=asked,
        has_nobody=bool(asked) and not is_attested_here(house, kinds=asked, today=today),
        own=own if own and rule != CHARTER[code] else None,
        kinds=tuple((kind, kind_name(kind)) for kind in (_OF_AGE, *ASKABLE)),
        choices=tuple(
            (one, level_words(one, community=house.name))
            for one in LEVELS
            if not SafetyRule(one).is_laxer_than(CHARTER[code])
        ),
    )
