"""/c/<slug>/rules/: what a community has decided, in plain words, with the charter beside it; its history; and the way to change it.

Whoever might join reads it, so everybody does. In a community that only its members read, visitors are not told who decided.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entraide.journeys.change_rules import change_rules as decide
from entraide.journeys.change_rules import soonest_for, take_back_change
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.changes_told import changes_told
from entraide.logic.charter.charter import ARTICLE_CODES
from entraide.logic.charter.conduct import CONDUCT
from entraide.logic.charter.rules import Rules
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, RulesVersion
from entraide.records.people.models import Person
from entraide.web.access import find_community, in_house
from entraide.web.forms.rules import RulesForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of
from entraide.wording.charter import article_title, article_words
from entraide.wording.moderation import conduct_words
from entraide.wording.rules import ChangeTold, change_told, chapters, in_short

PREVIEWS_A_MINUTE = 30
VERSIONS_A_PAGE = 20
LATELY = 3


@dataclass(frozen=True)
class VersionTold:
    """One version in the history: what it changed, in words; `is_first`: the rules that the community began with.

    `state`: holds, past, to_come or taken_back. `by`: the first name of who decided, "" if that is not to be told.
    """

    version: RulesVersion
    by: str
    state: str
    is_first: bool
    changes: tuple[ChangeTold, ...]
    short: tuple[str, ...] = ()


@never_cache
@require_safe
def community_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules in force, what is announced, what changed lately."""
    house, now, viewer = find_community(slug), timezone.now(), person_of(request)
    kept = communities.versions_of(house, most=VERSIONS_A_PAGE)
    told = _told(kept, house=house, viewer=viewer, now=now)
    rules = communities.rules_of(house, now=now)
    context: dict[str, Any] = {
        "house": house,
        "section": "rules",
        "tends": viewer is not None and communities.tends(viewer, community=house),
        "is_member": viewer is not None and communities.may_enter(viewer, community=house, whom="members"),
        "rules": rules,
        "chapters": chapters(rules),
        "in_force": next((one for one in told if one.state == "holds"), None),
        "to_come": next((one for one in told if one.state == "to_come"), None),
        "lately": [one for one in told if one.state in ("holds", "past") and not one.is_first][:LATELY],
        "conduct": [conduct_words(code) for code in CONDUCT],
        "articles": [(code, article_title(code), article_words(code)) for code in ARTICLE_CODES],
    }
    return render(request, "web/community_rules.html", context)


@never_cache
@require_safe
def rules_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version, newest first: when, who, why, and what it changed. ?before= a number: the older ones."""
    house, now, viewer = find_community(slug), timezone.now(), person_of(request)
    given = request.GET.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None
    kept = communities.versions_of(house, before=before, most=VERSIONS_A_PAGE + 1)
    context: dict[str, Any] = {
        "house": house,
        "section": "rules",
        "tends": viewer is not None and communities.tends(viewer, community=house),
        "versions": _told(kept, house=house, viewer=viewer, now=now)[:VERSIONS_A_PAGE],
        "older": kept[VERSIONS_A_PAGE - 1].number if len(kept) > VERSIONS_A_PAGE else None,
        "is_continued": before is not None,
    }
    return render(request, "web/community_rules_history.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="change_rules")
def change_rules(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The rules to be changed. POST action=preview shows in words what would change and from when, change decides it."""
    now = timezone.now()
    rules = communities.rules_of(house, now=now)
    if request.method != "POST":
        return _form(request, house, form=RulesForm(rules=rules), now=now)
    if is_too_often(request, what="rules", most=PREVIEWS_A_MINUTE, seconds=60):
        return too_often(request)
    is_decided = request.POST.get("action") == "change"
    form = RulesForm(request.POST, rules=rules, must_say_why=is_decided)
    if not form.is_valid():
        return _form(request, house, form=form, now=now)
    after = form.rules()
    if not is_decided:
        return _form(request, house, form=form, now=now, before=rules, after=after)
    try:
        done = decide(
            steward=person,
            community=house,
            rules=after,
            why=form.cleaned_data["why"],
            now=now,
            holds_from=_holds_from(form, soonest=soonest_for(house, before=rules, after=after, now=now)),
        )
    except Refusal as refusal:
        form.add_error(_FIELD_OF.get(refusal.code, "why"), refusal_words(refusal))
        return _form(request, house, form=form, now=now, before=rules, after=after)
    if done is None:
        messages.success(request, _("Rien n'a changé : ce sont les règles d'aujourd'hui."))
    elif done.holds_from <= now:
        messages.success(request, _("C'est décidé. Les règles valent dès maintenant, et les membres en sont prévenus."))
    else:
        messages.success(request, _("C'est annoncé. Les membres en sont prévenus, et vous pouvez le retirer d'ici là."))
    return redirect("community_rules", slug=house.slug)


_FIELD_OF = {"rules_too_soon": "holds_on", "rules_too_late": "holds_on", "everybodys_house": "entry"}


@require_POST
@in_house("stewards", page="community_rules")
def take_back_rules(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Take an announced change back."""
    try:
        version_id = UUID(request.POST.get("version", ""))
        take_back_change(steward=person, community=house, version_id=version_id, now=timezone.now())
        messages.success(
            request, _("C'est retiré. Les règles restent comme elles sont, et les membres en sont prévenus.")
        )
    except ValueError:
        messages.error(request, refusal_words(Refusal("nothing_announced")))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("community_rules", slug=house.slug)


def _holds_from(form: RulesForm, *, soonest: datetime) -> datetime | None:
    """The beginning of the day that was given, where people live; the soonest moment, if that lies within this day."""
    day = form.cleaned_data.get("holds_on")
    if day is None:
        return None
    begins = timezone.make_aware(datetime.combine(day, time()))
    return soonest if timezone.localdate(soonest) == day else begins


def _form(
    request: HttpRequest,
    house: Community,
    *,
    form: RulesForm,
    now: datetime,
    before: Rules | None = None,
    after: Rules | None = None,
) -> HttpResponse:
    preview = None
    if before is not None and after is not None:
        soonest = soonest_for(house, before=before, after=after, now=now)
        preview = {
            "changes": [
                change_told(one, before=before, after=after) for one in changes_told(before=before, after=after)
            ],
            "holds_from": _holds_from(form, soonest=soonest) or soonest,
            "is_at_once": (_holds_from(form, soonest=soonest) or soonest) <= now,
        }
    context: dict[str, Any] = {
        "house": house,
        "section": "rules",
        "form": form,
        "preview": preview,
        "to_come": communities.version_to_come(house, now=now),
    }
    return render(request, "web/community_rules_change.html", context, status=422 if form.errors else 200)


def _told(kept: list[RulesVersion], *, house: Community, viewer: Person | None, now: datetime) -> list[VersionTold]:
    """These versions (newest first, none left out between them) in words, each against the one that held before it."""
    may_know_who = house.is_readable_by_all or communities.may_enter(viewer, community=house, whom="members")
    told: list[VersionTold] = []
    is_found = False
    for place, version in enumerate(kept):
        state = "taken_back" if version.taken_back_at else "to_come" if version.holds_from > now else "past"
        if state == "past" and not is_found:
            state, is_found = "holds", True
        after = Rules.from_dict(version.rules)
        earlier = next(
            (one for one in kept[place + 1 :] if not one.taken_back_at and one.holds_from <= version.set_at), None
        )
        before = Rules.from_dict(earlier.rules) if earlier else Rules()
        is_first = version.number == 1 and not version.why
        told.append(
            VersionTold(
                version=version,
                by=version.set_by.first_name if may_know_who and version.set_by and version.set_by.is_active else "",
                state=state,
                is_first=is_first,
                changes=()
                if is_first
                else tuple(
                    change_told(one, before=before, after=after) for one in changes_told(before=before, after=after)
                ),
                short=tuple(in_short(after)) if is_first else (),
            )
        )
    return told
