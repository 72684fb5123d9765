"""What can be done on a post's page: answer it, choose a helper, take it back, stop asking, go on asking, look wider, file it.

Each is a POST that calls one journey and leads back to the post; sent twice, it does nothing twice.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.journeys.answer_post import answer_post as journey_answer_post
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.correct_post import correct_post
from entraide.journeys.escalate_post import ask_stewards
from entraide.journeys.refile_post import refile_post, undo_refiling
from entraide.journeys.refusals import Refusal
from entraide.journeys.stop_asking import resume_asking, stop_asking
from entraide.journeys.take_back_answer import take_back_answer
from entraide.journeys.widen_post import widen_post
from entraide.journeys.withdraw_post import withdraw_post
from entraide.records.exchanges.queries import exchange_by_answer
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.web.corrections import corrections_of, given_in
from entraide.web.forms.answer import read_answer
from entraide.web.limits import is_too_often
from entraide.web.pages.ask import ANSWERS_A_MINUTE
from entraide.web.pages.errors import too_often
from entraide.web.pages.post import find_post, post_page
from entraide.web.refusals import refusal_words


@require_POST
@for_people("post")
def answer_post(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """A neighbour who was not asked says yes, or proposes something else."""
    post = find_post(viewer, code)
    if is_too_often(request, what="answer", most=ANSWERS_A_MINUTE, seconds=60):
        return too_often(request)
    said = read_answer(request.POST, may_decline=False)
    if said.error:
        return post_page(request, code, said=said)
    name = post.writer.first_name
    return _done(
        request,
        code,
        lambda: journey_answer_post(person=viewer, post=post, kind=said.kind, words=said.words, now=timezone.now()),
        _("C'est dit : %(name)s a votre réponse.") % {"name": name},
    )


@require_POST
@for_people("post")
def take_back(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """A neighbour who answered of their own accord cannot after all."""
    post = find_post(viewer, code)
    words = _("Votre réponse est retirée. Merci de l'avoir dit.")
    return _done(request, code, lambda: take_back_answer(person=viewer, post=post, now=timezone.now()), words)


@require_POST
@for_people("post")
def choose(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer chooses one of those who answered."""
    find_post(viewer, code)
    try:
        answer_id = UUID(request.POST.get("answer", ""))
    except ValueError:
        return redirect("post", code=code)
    done = _done(request, code, lambda: choose_helper(writer=viewer, answer_id=answer_id, now=timezone.now()), "")
    begun = exchange_by_answer(viewer, answer_id=answer_id)
    return redirect("exchange", code=begun.code) if begun and begun.proposal else done


@require_POST
@for_people("post")
def withdraw(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer takes the post back."""
    words = _("Votre annonce est retirée. Les personnes qui avaient répondu sont prévenues.")
    return _writers(request, viewer, code, withdraw_post, words)


@require_POST
@for_people("post")
def stop(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer wants nobody else to be asked."""
    return _writers(request, viewer, code, stop_asking, _("Plus personne d'autre ne sera sollicité."))


@require_POST
@for_people("post")
def resume(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer wants further people to be asked after all."""
    return _writers(request, viewer, code, resume_asking, _("D'autres voisins seront de nouveau sollicités."))


@require_POST
@for_people("post")
def widen(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer wants people farther away to be asked too."""
    return _writers(request, viewer, code, widen_post, _("La recherche est élargie."))


@require_POST
@for_people("post")
def refile(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """A steward of its community, or an operator, says what the post is and what it is about."""
    post = find_post(viewer, code)
    given = given_in(request.POST.dict())
    kind, topic = given.get("kind", post.kind), given.get("topic", post.topic)
    words = _("C'est rangé. La personne qui l'a écrite le saura et pourra revenir en arrière.")
    return _done(
        request,
        code,
        lambda: refile_post(steward=viewer, post=post, kind=kind, topic=topic, now=timezone.now()),
        words,
    )


@require_POST
@for_people("post")
def undo_refile(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer puts their post back as they published it."""
    return _writers(request, viewer, code, undo_refiling, _("C'est remis comme vous l'aviez publié."))


@require_POST
@for_people("post")
def correct(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer says that it is urgent, or another time, place or exchange. Who was asked is told, and others are asked."""
    post = find_post(viewer, code)
    given = {
        name: request.POST[name].strip() for name in ("when", "place", "mode") if request.POST.get(name, "").strip()
    }
    if post.writer_id == viewer.pk:
        corrections, errors = corrections_of(given, post=post, person=viewer, now=timezone.now())
        for error in errors.values():
            messages.warning(request, error)
        if errors:
            return redirect("post", code=code)
    else:
        corrections = None
    is_urgent = True if request.POST.get("urgent") == "yes" else None
    words = _("C'est changé. La recherche reprend.")
    return _done(
        request,
        code,
        lambda: correct_post(
            writer=viewer, post=post, corrections=corrections, is_urgent=is_urgent, now=timezone.now()
        ),
        words,
    )


@require_POST
@for_people("post")
def stewards(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The writer asks whoever tends the community whether they know somebody."""
    return _writers(request, viewer, code, ask_stewards, _("Qui anime la communauté est prévenu."))


def _writers(request: HttpRequest, viewer: Person, code: str, journey: Callable[..., Any], words: str) -> HttpResponse:
    post = find_post(viewer, code)
    return _done(request, code, lambda: journey(writer=viewer, post=post, now=timezone.now()), words)


def _done(request: HttpRequest, code: str, act: Callable[[], Any], words: str) -> HttpResponse:
    """Act, say what came of it, and lead back to the post."""
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        if words:
            messages.success(request, words)
    return redirect("post", code=code)
