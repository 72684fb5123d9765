"""Passkeys: /settings/passkeys/ to add, name and remove them; /sign-in/passkey/ to sign in with one.

The challenge lies in the session, is taken out before the answer is looked at, and is good for five minutes: nothing is replayed.
Everything here needs a script and a device that knows passkeys; without, the mailed code works as ever.
"""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entraide.adapters.passkeys import ask_for_new, ask_to_sign_in
from entraide.journeys.add_passkey import add_passkey
from entraide.journeys.refusals import Refusal
from entraide.journeys.remove_passkey import remove_passkey, rename_passkey
from entraide.journeys.sign_in_with_passkey import sign_in_with_passkey
from entraide.records.people.models import Person
from entraide.records.people.queries import passkeys_of
from entraide.web.access import for_people
from entraide.web.hosts import is_communitys_host
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.pages.language import safe_next
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of

TRIES_A_MINUTE = 20
GOOD_FOR_SECONDS = 300
LONGEST_ANSWER = 20_000
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("passkeys")
def passkeys(request: HttpRequest, person: Person) -> HttpResponse:
    """My keys. POST action=add keeps the one just made; name and remove are about `key`."""
    if request.method != "POST":
        return _page(request, person)
    action = request.POST.get("action", "")
    try:
        if action == "add":
            name = request.POST.get("name", "")
            add_passkey(
                person=person,
                name=name,
                state=_taken(request, "new"),
                answer=_answer(request),
                now=timezone.now(),
            )
            messages.success(request, _("C'est fait : cet appareil vous connecte désormais sans code."))
        elif action == "remove":
            remove_passkey(person=person, passkey_id=_key(request), now=timezone.now())
            messages.success(request, _("Cette clé est retirée. Elle n'ouvre plus rien."))
        elif action == "name":
            rename_passkey(
                person=person, passkey_id=_key(request), name=request.POST.get("name", ""), now=timezone.now()
            )
            messages.success(request, _("C'est enregistré."))
    except Refusal as refusal:
        said = {"name_missing": _("Donnez un nom à cet appareil : « mon téléphone », par exemple.")}
        return _page(request, person, error=said.get(refusal.code) or refusal_words(refusal))
    return redirect("passkeys")


def _page(request: HttpRequest, person: Person, *, error: str = "") -> HttpResponse:
    # Keys are bound to the server's own name: under a community's they can be named and removed, not made.
    elsewhere = settings.ADDRESS + reverse("passkeys") if is_communitys_host(request) else ""
    context = {
        "section": "settings",
        "passkeys": list(passkeys_of(person)),
        "error": error,
        "elsewhere": elsewhere,
    }
    return render(request, "web/passkeys.html", context, status=422 if error else 200)


@require_POST
@for_people("passkeys")
def passkey_options(request: HttpRequest, person: Person) -> HttpResponse:
    """What a device needs to know to make a key for me, as JSON."""
    known = list(passkeys_of(person).values_list("identifier", flat=True))
    options, state = ask_for_new(handle=person.pk.bytes, name=person.first_name, known=known)
    _keep(request, "new", state)
    return JsonResponse(options)


@never_cache
@require_POST
def sign_in_options(request: HttpRequest) -> HttpResponse:
    """What a device needs to know to sign somebody in, as JSON: the same for everybody."""
    if is_too_often(request, what="passkey", most=TRIES_A_MINUTE, seconds=60):
        return too_often(request)
    options, state = ask_to_sign_in()
    _keep(request, "sign_in", state)
    return JsonResponse(options)


@never_cache
@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with what the device answered, and go on to where one was going."""
    onward = safe_next(request, request.POST.get("next", ""))
    if person_of(request):
        return redirect(onward)
    if is_too_often(request, what="passkey", most=TRIES_A_MINUTE, seconds=60):
        return too_often(request)
    try:
        person = sign_in_with_passkey(state=_taken(request, "sign_in"), answer=_answer(request), now=timezone.now())
    except Refusal as refusal:
        said = {"closed": _("Ce compte est fermé.")}
        messages.warning(request, said.get(refusal.code) or refusal_words(refusal))
        return redirect("sign_in")
    login(request, person, backend=_BACKEND)
    translation.activate(person.language)
    messages.success(request, _("Bonjour %(name)s, vous voilà.") % {"name": person.first_name})
    return redirect(onward)


def _keep(request: HttpRequest, what: str, state: dict[str, str]) -> None:
    """Keep a challenge until its answer comes."""
    request.session[f"passkey_{what}"] = {**state, "kept_at": timezone.now().timestamp()}


def _taken(request: HttpRequest, what: str) -> dict[str, Any]:
    """The challenge that was kept, taken out: it is good once. Raises Refusal: unknown_passkey."""
    state = request.session.pop(f"passkey_{what}", None)
    if not state or timezone.now().timestamp() - state.pop("kept_at") > GOOD_FOR_SECONDS:
        raise Refusal("unknown_passkey")
    return dict(state)


def _answer(request: HttpRequest) -> dict[str, Any]:
    """What the device answered (field `credential`, JSON). Raises Refusal: unknown_passkey."""
    sent = request.POST.get("credential", "")
    try:
        answer = json.loads(sent) if len(sent) <= LONGEST_ANSWER else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Refusal("unknown_passkey")
    return answer


def _key(request: HttpRequest) -> UUID:
    """Which key the form is about. Raises Refusal: not_yours."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as wrong:
        raise Refusal("not_yours") from wrong
