"""/likes/: what I like to do, offer or need, in my own sentences. It is by these that Entraide knows whom to ask."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.read_sentence import Corrections
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_like import say_like
from entraide.journeys.show_like import show_like
from entraide.journeys.take_back_like import take_back_like
from entraide.records.people.models import Person
from entraide.records.people.queries import says_of
from entraide.web.access import for_people
from entraide.web.forms.like import SaidLike, corrections_of, read_like
from entraide.web.refusals import refusal_words
from entraide.wording.readings import topic_choices

# The sentence just taken back, so that it can be put back.
TAKEN_BACK = "taken_back_like"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("likes")
def likes(request: HttpRequest, person: Person) -> HttpResponse:
    """My sentences. POST action=add keeps a new one, or asks if unsure; keep, take_back and put_back follow."""
    if request.method != "POST":
        return _page(request, person)
    action = request.POST.get("action", "")
    if action in ("show", "hide"):
        return _show(request, person, is_public=action == "show")
    if action == "take_back":
        return _take_back(request, person)
    if action == "put_back":
        text = request.session.pop(TAKEN_BACK, "")
        return _keep(request, person, text) if text else redirect("likes")
    said = read_like(request.POST, person=person, now=timezone.now())
    if said.error:
        return _page(request, person, said=said, status=422)
    if action == "keep" or said.is_plain:
        return _keep(request, person, said.text, corrections_of(request.POST))
    return _page(request, person, said=said)


def _page(request: HttpRequest, person: Person, *, said: SaidLike | None = None, status: int = 200) -> HttpResponse:
    context = {
        "section": "likes",
        "says": says_of(person),
        "said": said,
        "families": topic_choices() if said else [],
        "taken_back": request.session.get(TAKEN_BACK, ""),
    }
    return render(request, "web/likes.html", context, status=status)


def _keep(request: HttpRequest, person: Person, text: str, corrections: Corrections | None = None) -> HttpResponse:
    try:
        say_like(person=person, text=text, now=timezone.now(), corrections=corrections)
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        request.session.pop(TAKEN_BACK, None)
        messages.success(request, _("C'est noté. On vous sollicitera pour cela, sans jamais dépasser vos limites."))
    return redirect("likes")


def _show(request: HttpRequest, person: Person, *, is_public: bool) -> HttpResponse:
    say_id = _say(request)
    if say_id and show_like(person=person, say_id=say_id, is_public=is_public, now=timezone.now()):
        shown = _("C'est montré : les membres de vos communautés lisent cette phrase sur votre page.")
        messages.success(request, shown if is_public else _("Cette phrase n'est plus montrée à personne."))
    return redirect("likes")


def _say(request: HttpRequest) -> UUID | None:
    """Which sentence the form is about."""
    try:
        return UUID(request.POST.get("say", ""))
    except ValueError:
        return None


def _take_back(request: HttpRequest, person: Person) -> HttpResponse:
    say_id = _say(request)
    if say_id is None:
        return redirect("likes")
    say = take_back_like(person=person, say_id=say_id, now=timezone.now())
    if say:
        request.session[TAKEN_BACK] = say.text
    return redirect("likes")
