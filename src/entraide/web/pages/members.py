"""/c/<slug>/members/: who belongs to a community, for whom its rules let read it; there whoever runs it asks others to help."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.appoint_steward import appoint_steward, relieve_steward
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import in_house, let_into
from entraide.web.refusals import refusal_words
from entraide.wording.houses import members_fact

A_PAGE = 50
LONGEST_LETTERS = 40


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="members")
def members(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The list, by name. POST action=appoint or relieve, with the `membership`, for whoever runs the community."""
    if communities.rules_of(house, now=timezone.now()).members_read_by == "stewards":
        let_into(house, viewer=person, whom="stewards")
    if request.method == "POST":
        let_into(house, viewer=person, whom="stewards")
        return _act(request, person, house)
    letters = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_LETTERS]
    after = _mark(request.GET.get("after", ""))
    found = list(communities.members_of(house, letters=letters, after=after)[: A_PAGE + 1])
    shown = found[:A_PAGE]
    last = shown[-1] if len(found) > A_PAGE else None
    context = {
        "house": house,
        "section": "members",
        "memberships": shown,
        "stewards": [] if letters or after else communities.steward_memberships(house),
        "letters": letters,
        "is_first": after is None,
        "further": urlencode({**({"q": letters} if letters else {}), "after": f"{last.name_key}~{last.pk}"})
        if last
        else "",
        "count": members_fact(communities.member_count(house)),
        "tends": communities.tends(person, community=house),
        "now": timezone.now(),
    }
    return render(request, "web/members.html", context)


def _act(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    act = {"appoint": appoint_steward, "relieve": relieve_steward}.get(request.POST.get("action", ""))
    try:
        membership_id = UUID(request.POST.get("membership", ""))
    except ValueError:
        return redirect("members", slug=house.slug)
    if act is None:
        return redirect("members", slug=house.slug)
    try:
        membership = act(steward=person, community=house, membership_id=membership_id, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        name = membership.person.first_name
        said = (
            _("%(name)s anime maintenant la communauté avec vous.")
            if act is appoint_steward
            else _("%(name)s n'anime plus la communauté, et en reste membre.")
        )
        messages.success(request, said % {"name": name})
    return redirect("members", slug=house.slug)


def _mark(text: str) -> tuple[str, UUID] | None:
    key, _sign, identity = text.replace("\x00", "").rpartition("~")
    try:
        return key[:LONGEST_LETTERS], UUID(identity)
    except ValueError:
        return None
