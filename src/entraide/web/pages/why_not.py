"""GET /a/<code>/why/: somebody who was not asked for a post reads why, rule by rule: their own case, and what would change it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.journeys.explain_routing import OwnCase, own_case
from entraide.records.asks.queries import asked_and_agreed
from entraide.records.communities.queries import stewards_of
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.web.access import for_people
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.pages.post import find_post
from entraide.wording.readings import topic_label
from entraide.wording.why_not import CaseFacts, hindrance

LOOKS_A_MINUTE = 60


@require_safe
@never_cache
@for_people("post")
def why_not(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The viewer's own case. Whoever was asked, or wrote the post, is led to the post."""
    post = find_post(viewer, code)
    was_asked, yes = asked_and_agreed(viewer, post=post)
    if was_asked or post.writer_id == viewer.pk:
        return redirect("post", code=code)
    if is_too_often(request, what="why", most=LOOKS_A_MINUTE, seconds=60):
        return too_often(request)
    now = timezone.now()
    case = own_case(viewer=viewer, post=post, now=now, yes=yes)
    facts = _facts(viewer, post, case)
    context = {
        "post": post,
        "house": post.community,
        "section": "board",
        "hindrances": [hindrance(rule, facts=facts) for rule in (case.faults or ("spared",) * case.is_spared)],
        "asking": case.asking,
        "next_wave_at": post.next_wave_at if case.asking == "later" else None,
        "may_answer": post.state == "open" and not {"not_verified", "writer_not_verified", "blocked"} & {*case.faults},
        "stewards": stewards_of(post.community) if "not_verified" in case.faults else [],
    }
    return render(request, "web/why_not.html", context)


def _facts(viewer: Person, post: Post, case: OwnCase) -> CaseFacts:
    return CaseFacts(
        kind=post.kind,
        writer=post.writer.first_name,
        topic=topic_label(post.topic) if post.topic else _("autre chose"),
        community=post.community.name,
        is_community_open=post.community.is_open,
        has_home=viewer.home_latitude is not None,
        distance_km=case.distance_km,
        radius_km=case.radius_km,
        post_radius_km=case.post_radius_km,
        asked_today=case.asked_today,
        asked_this_week=case.asked_this_week,
        asks_per_day=viewer.asks_per_day,
    )
