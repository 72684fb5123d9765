"""/c/<slug>/weights/: how a community orders whom to ask. Its members read the weights and their history; who tends it turns them.

A turn is looked at before it is made: what it would change for the latest posts, without naming anybody.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.change_weights import change_weights
from entraide.journeys.preview_weights import WeightsPreview, preview_weights
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.weights import BOUNDS, DEFAULT, WEIGHT_NAMES, weights_from
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.weights import WeightsForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.wording.weights import change_words, part_meaning, part_name, points, turn_words

# Each preview routes a dozen posts.
PREVIEWS_A_MINUTE = 10


@dataclass(frozen=True)
class Version:
    """One line of the history: when, who (empty if they left), why, and what was changed, in words."""

    set_at: datetime
    by: str
    why: str
    changes: tuple[str, ...]
    is_default: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="community_weights")
def community_weights(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The weights. POST action=preview shows what new ones would change, default the same with the default ones, change makes it so."""
    tends = communities.tends(person, community=house)
    if request.method != "POST":
        return _page(request, house, tends=tends)
    if not tends:
        raise PermissionDenied(_("Qui anime la communauté règle ses poids. Parlez-lui-en."))
    if is_too_often(request, what="weights", most=PREVIEWS_A_MINUTE, seconds=60):
        return too_often(request)
    action = request.POST.get("action", "")
    if action == "default":
        form = WeightsForm(
            {**{name: points(getattr(DEFAULT, name)) for name in WEIGHT_NAMES}, "why": ""}, weights=DEFAULT
        )
    else:
        form = WeightsForm(request.POST, weights=communities.weights_of(house.pk), must_say_why=action == "change")
    if not form.is_valid():
        return _page(request, house, tends=tends, form=form)
    if action != "change":
        return _page(request, house, tends=tends, form=form, preview=_preview(form, house))
    try:
        done = change_weights(
            steward=person, community=house, weights=form.weights(), why=form.cleaned_data["why"], now=timezone.now()
        )
    except Refusal as refusal:
        form.add_error("why", refusal_words(refusal))
        return _page(request, house, tends=tends, form=form, preview=_preview(form, house))
    if done:
        messages.success(request, _("C'est réglé. Les prochaines sollicitations suivent ces poids."))
    else:
        messages.success(request, _("Rien n'a changé : ce sont les poids d'aujourd'hui."))
    return redirect("community_weights", slug=house.slug)


def _preview(form: WeightsForm, house: Community) -> WeightsPreview:
    return preview_weights(community=house, weights=form.weights(), now=timezone.now())


def _page(
    request: HttpRequest,
    house: Community,
    *,
    tends: bool,
    form: WeightsForm | None = None,
    preview: WeightsPreview | None = None,
) -> HttpResponse:
    now_holding = communities.weights_of(house.pk)
    context: dict[str, Any] = {
        "house": house,
        "section": "board",
        "tends": tends,
        "rows": [
            {
                "name": part_name(name),
                "meaning": part_meaning(name),
                "now": points(getattr(now_holding, name)),
                "default": points(getattr(DEFAULT, name)),
                "low": points(BOUNDS[name][0]),
                "high": points(BOUNDS[name][1]),
            }
            for name in WEIGHT_NAMES
        ],
        "is_default": now_holding == DEFAULT,
        "form": form or WeightsForm(weights=now_holding),
        "preview": preview,
        "turns": [(post, turn_words(turn)) for post, turn in preview.turns] if preview else [],
        "history": _history(house),
    }
    is_wrong = form is not None and bool(form.errors)
    return render(request, "web/community_weights.html", context, status=422 if is_wrong else 200)


def _history(house: Community) -> list[Version]:
    """Every version, newest first, each with what it changed from the one before."""
    kept = communities.weights_history(house)
    told = []
    for number, version in enumerate(kept):
        before = weights_from(kept[number + 1].weights) if number + 1 < len(kept) else DEFAULT
        after = weights_from(version.weights)
        told.append(
            Version(
                set_at=version.set_at,
                by=version.set_by.first_name if version.set_by and version.set_by.is_active else "",
                why=version.why,
                changes=tuple(
                    change_words(name, before=value, after=getattr(after, name))
                    for name, value in asdict(before).items()
                    if points(value) != points(getattr(after, name))
                ),
                is_default=not version.weights,
            )
        )
    return told
