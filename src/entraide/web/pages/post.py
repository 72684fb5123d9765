"""GET /a/<code>/: a post, as its writer, a neighbour or a visitor sees it. Who declined is never seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.journeys.escalate_post import has_stewards
from entraide.journeys.explain_routing import asking_of
from entraide.journeys.refile_post import OPEN_TO_FILING
from entraide.journeys.widen_post import wider_km
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.rank import sum_up
from entraide.records.asks import queries as asks
from entraide.records.asks.models import Answer
from entraide.records.communities.queries import tends
from entraide.records.exchanges.quantities import quantities_of
from entraide.records.notices.queries import fits_of
from entraide.records.people.models import Person
from entraide.records.posts import queries as posts
from entraide.records.posts.models import Post
from entraide.records.reports.queries import hiding
from entraide.web.care import care_line
from entraide.web.chips import ChipView, chip_views
from entraide.web.corrections import Understood
from entraide.web.forms.answer import SaidAnswer
from entraide.web.standing import standings_of_people
from entraide.web.visitor import person_of, speak_as_in
from entraide.wording.search_told import reasons_in_sum

MOST_STRIPS = 12


@dataclass(frozen=True)
class Strips:
    """The strips under a note: one a person asked, torn where somebody answered. `torn` of `all` are gone."""

    torn: int
    all: int

    @property
    def each(self) -> list[bool]:
        """For each strip that is drawn, whether it is torn; the torn ones are spread out, as on a real note."""
        drawn = min(self.all, MOST_STRIPS)
        torn = round(self.torn * drawn / self.all) if self.all else 0
        gone = {(2 * n + 1) * drawn // (2 * torn) for n in range(torn)} if torn else set()
        return [n in gone for n in range(drawn)]


@require_safe
@never_cache
def post(request: HttpRequest, code: str) -> HttpResponse:
    """The post's page."""
    return post_page(request, code)


def find_post(viewer: Person | None, code: str) -> Post:
    """The post at this address. Raises Http404 if the viewer may not read it, or there is none."""
    found = posts.with_code(viewer, code=code)
    if found is None:
        raise Http404
    speak_as_in(found.community)
    return found


def post_page(request: HttpRequest, code: str, *, said: SaidAnswer | None = None) -> HttpResponse:
    """The post's page; with the answer that was just sent, if it has to be mended."""
    viewer = person_of(request)
    found = posts.with_code(viewer, code=code)
    if found is None:
        if posts.is_withdrawn(code=code):
            return render(request, "web/post_gone.html", status=410)
        raise Http404
    speak_as_in(found.community)
    role = role_of(viewer, found)
    context: dict[str, Any] = {
        "post": found,
        "role": role,
        "house": found.community,
        "said": said,
        "agreed": [],
        "section": "mine" if role == "writer" else "board",
        "care": care_line(found, now=timezone.now()) if found.state == "open" else None,
    }
    is_agreeable = found.state in ("open", "agreed", "done")
    if viewer and role == "writer":
        context |= _for_writer(viewer, found)
        # Whoever wrote it reads all answers anyway: those whom they chose are among them.
        chosen = [one for one in context["answers"] if one.chosen_at]
        context["agreed"] = sorted(chosen, key=lambda one: one.chosen_at) if is_agreeable else []
    elif is_agreeable:
        context["agreed"] = asks.agreed_answers(viewer, post=found)
    if viewer and role != "writer":
        context |= _for_neighbour(viewer, found)
    return render(request, "web/post.html", context, status=422 if said else 200)


def role_of(viewer: Person | None, post: Post) -> str:
    """`writer`, `neighbour` (anybody signed in) or `visitor`."""
    if viewer is None:
        return "visitor"
    return "writer" if post.writer_id == viewer.pk else "neighbour"


def _for_writer(viewer: Person, post: Post) -> dict[str, Any]:
    answers: list[Answer] = list(asks.answers_for_writer(viewer, post=post))
    told = asks.asked_for_writer(viewer, post=post)
    people = told.in_sum.asked if told else 0
    return {
        "hiding": hiding(post) if post.hidden_at else None,
        "answers": answers,
        "sums": quantities_of(post) if post.wanted > 1 or (post.quantity or 0) > 1 else None,
        "standings": standings_of_people(viewer, [one.person for one in answers], now=timezone.now()),
        "asked": told.in_sum if told else None,
        "strips": Strips(torn=len(answers), all=max(people, len(answers))),
        "link": settings.ADDRESS + post.get_absolute_url(),
        "next_wave_at": post.next_wave_at if post.next_wave_at and post.next_wave_at > timezone.now() else None,
        "wider_km": wider_km(post),
        **_waves(told, post, answers),
        **_search(viewer, post),
    }


def _waves(told: asks.AskedForWriter | None, post: Post, answers: Sequence[Answer]) -> dict[str, Any]:
    """When how many were asked, why just they in sum, and what comes next."""
    return {
        "waves": told.waves if told else [],
        "in_sum": reasons_in_sum(sum_up(told.why)) if told and told.why else "",
        "asking": asking_of(post=post, now=timezone.now(), yes=sum(answer.kind == "yes" for answer in answers)),
    }


def _search(viewer: Person, post: Post) -> dict[str, Any]:
    """How the search for helpers went on, the offers that answer the need, and what its writer can do."""
    if post.kind != "need":
        return {}
    steps = posts.steps_of(viewer, post=post)
    taken = {step.step for step in steps}
    is_told = "told" in taken and not asks.answers_for_writer(viewer, post=post).exists()
    return {
        # That nobody could is not said any more once somebody can.
        "steps": [step for step in steps if is_told or step.step != "told"],
        "is_told": is_told,
        "fits": fits_of(viewer, post=post),
        "may_open_terms": post.terms_mode in ("free", "credits", "barter"),
        "may_ask_stewards": "stewards" not in taken and has_stewards(post),
    }


def _for_neighbour(viewer: Person, post: Post) -> dict[str, Any]:
    ask = asks.ask_of(viewer, post=post)
    return {
        "ask": ask,
        "answer": asks.answer_of(viewer, post=post),
        "filing": _filing(viewer, post),
        "may_read_log": tends(viewer, community=post.community),
    }


def _filing(viewer: Person, post: Post) -> list[ChipView]:
    """The chips that whoever tends the community may set; none for anybody else, or when nothing is left to file."""
    if post.state not in OPEN_TO_FILING or post.is_filed_for_good or not tends(viewer, community=post.community):
        return []
    reading = replace(Reading.from_dict(post.reading), questions=())
    understood = Understood(text=post.text, read=reading, reading=reading)
    return [chip for chip in chip_views(understood, now=timezone.now()) if chip.name in ("kind", "what")]
