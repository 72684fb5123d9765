"""/c/<slug>/forum/: a community's threads, those pinned first, then by their latest message; how one follows them; its sections."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entraide.journeys.follow_forum import follow_forum
from entraide.journeys.may_talk import refused
from entraide.journeys.name_sections import name_sections
from entraide.journeys.open_thread import open_thread
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, Membership
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import FOLLOWS, Section, Thread
from entraide.records.conversations.paging import mark_of, stretch_of
from entraide.records.people.models import Person
from entraide.web.access import find_community, in_house, let_into
from entraide.web.forms.talk import SaidSections, SaidThread, read_new_thread, read_sections
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of

A_PAGE = 20
WRITES_A_MINUTE = 20
# So many empty lines for new sections stand below those that there are.
NEW_LINES = 3


@dataclass(frozen=True)
class ThreadShown:
    """A thread in the list, and whether something in it is new to the viewer."""

    thread: Thread
    is_new: bool


@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """The list. ?section= keeps one section, ?before= and ?after= go on from a mark."""
    house, viewer = find_community(slug), person_of(request)
    if viewer is None and not communities.may_enter(None, community=house, whom="forum_readers"):
        return redirect_to_login(request.get_full_path(), login_url=reverse("sign_in"), redirect_field_name="next")
    rules = communities.rules_of(house, now=timezone.now())
    if not rules.has_forum:
        raise Http404
    membership = communities.membership_of(viewer, community=house) if viewer else None
    if viewer is None or (membership is None and not viewer.is_staff):
        let_into(house, viewer=viewer, whom="forum_readers")
    sections = conversations.sections_of(house)
    section = next((one for one in sections if one.slug == request.GET.get("section")), None)
    is_first = not (request.GET.get("before") or request.GET.get("after"))
    if is_first:
        pinned, others = conversations.front_threads(viewer, community=house, section=section, most=A_PAGE + 1)
        threads, newer = others[:A_PAGE], ""
        older = mark_of(threads[-1].latest_at, threads[-1].pk) if len(others) > A_PAGE else ""
    else:
        listed = stretch_of(
            conversations.unpinned_threads(viewer, community=house, section=section),
            by="latest_at",
            most=A_PAGE,
            before_mark=request.GET.get("before", ""),
            after_mark=request.GET.get("after", ""),
            is_latest=not request.GET.get("after"),
        )
        pinned, threads, older, newer = [], listed.rows[::-1], listed.earlier, listed.later or "later"
    tends = viewer is not None and (viewer.is_staff or (membership is not None and membership.is_steward))
    is_inside = viewer is not None and (house.is_server_wide or tends or membership is not None)
    context = {
        "house": house,
        "section": "forum",
        "sections": sections,
        "chosen": section,
        "pinned": _shown(pinned, viewer=viewer, house=house, membership=membership),
        "threads": _shown(threads, viewer=viewer, house=house, membership=membership),
        "older": older,
        "newer": newer,
        "is_first": is_first,
        "tends": tends,
        "is_inside": is_inside,
        "no_opening": _no_opening(
            rules.forum, viewer=viewer, membership=membership, is_inside=is_inside, today=timezone.localdate()
        ),
        "follows": conversations.forum_follow_of(viewer, community=house) if viewer and is_inside else "no",
        "ways": FOLLOWS,
        "query": f"section={section.slug}" if section else "",
    }
    return render(request, "web/forum.html", context)


def _shown(
    threads: list[Thread], *, viewer: Person | None, house: Community, membership: Membership | None
) -> list[ThreadShown]:
    """The threads with what is new in them: since the viewer read them, or since they joined. Visitors have nothing unread."""
    since = viewer.joined_at if viewer and house.is_server_wide else membership.joined_at if membership else None
    if viewer is None or since is None or not threads:
        return [ThreadShown(thread, is_new=False) for thread in threads]
    read = conversations.read_at_by_thread(viewer, threads=threads)
    return [
        ThreadShown(
            thread,
            is_new=thread.message_count > 0
            and thread.latest_at > (read.get(thread.pk) or since)
            and thread.latest_by_id != viewer.pk,
        )
        for thread in threads
    ]


def _no_opening(who: str, *, viewer: Person | None, membership: Membership | None, is_inside: bool, today: date) -> str:
    """Why the viewer may open no thread: a code, or "" if they may."""
    if viewer is None:
        return "signed_out"
    if not is_inside:
        return "not_member"
    return refused(who, membership=membership, is_operator=viewer.is_staff, today=today)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="open_thread")
def open_new_thread(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The form of a new thread; a POST opens it."""
    if not communities.rules_of(house, now=timezone.now()).has_forum:
        raise Http404
    sections = conversations.sections_of(house)
    if request.method != "POST":
        section = next((one for one in sections if one.slug == request.GET.get("section")), None)
        return _new_page(request, house, sections, SaidThread(section=section))
    if is_too_often(request, what="talk", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    said = read_new_thread(request.POST.dict(), sections=sections)
    if said.errors:
        return _new_page(request, house, sections, said)
    try:
        thread = open_thread(
            writer=person,
            community=house,
            subject=said.subject,
            words=said.words,
            section=said.section,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _new_page(
            request, house, sections, SaidThread(said.subject, said.words, said.section, {"": refusal_words(refusal)})
        )
    messages.success(request, _("Votre discussion est ouverte. Un mail vous dira quand on y répond."))
    return redirect("thread", code=thread.code)


def _new_page(request: HttpRequest, house: Community, sections: list[Section], said: SaidThread) -> HttpResponse:
    context = {"house": house, "section": "forum", "sections": sections, "said": said}
    return render(request, "web/open_thread.html", context, status=422 if said.errors else 200)


@require_POST
@in_house("forum_readers", page="forum")
def follow(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """How the person hears of this forum: field `how`."""
    try:
        follow_forum(person=person, community=house, how=request.POST.get("how", ""), now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        messages.success(request, _("C'est noté."))
    return redirect("forum", slug=house.slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="forum_sections")
def sections(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The names of the forum's sections, in their order; a POST sets them all."""
    known = conversations.sections_of(house)
    if request.method != "POST":
        return _sections_page(request, house, SaidSections(tuple((one.pk, one.name) for one in known)))
    said = read_sections(request.POST.getlist("key"), request.POST.getlist("name"), known=known)
    if not said.error:
        try:
            name_sections(steward=person, community=house, sections=said.sections, now=timezone.now())
        except Refusal as refusal:
            said = SaidSections(said.sections, refusal_words(refusal))
    if said.error:
        return _sections_page(request, house, said)
    messages.success(request, _("C'est noté."))
    return redirect("forum", slug=house.slug)


def _sections_page(request: HttpRequest, house: Community, said: SaidSections) -> HttpResponse:
    context: dict[str, Any] = {
        "house": house,
        "section": "forum",
        "said": said,
        "lines": [*((key.hex if key else "", name) for key, name in said.sections), *[("", "")] * NEW_LINES],
    }
    return render(request, "web/forum_sections.html", context, status=422 if said.error else 200)
