"""Signing in without a password: a first name and an address, a code sent there, and back to what one was doing."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from entraide.common.ids import new_key
from entraide.journeys.refusals import Refusal
from entraide.journeys.send_code import mark_of, send_code
from entraide.journeys.sign_in import sign_in as journey_sign_in
from entraide.web.forms.sign_in import CodeForm, SignInForm
from entraide.web.hosts import is_communitys_host
from entraide.web.limits import address_of
from entraide.web.pages.language import safe_next
from entraide.web.visitor import person_of
from entraide.wording.tongue import plain_language

logger = logging.getLogger(__name__)

_SLOT = "sign_in"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for first name and address; send the code."""
    onward = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if person_of(request):
        return redirect(onward)
    form = SignInForm(request.POST if request.method == "POST" else None, initial=request.session.get(_SLOT))
    if form.is_valid():
        asked = {**form.cleaned_data, "next": onward, "browser": _browser(request)}
        problem = _send(request, asked)
        if not problem:
            request.session[_SLOT] = asked
            return redirect("sign_in_code")
        form.add_error("email", problem)
    # A passkey is bound to the server's own name: under another one no device would find it.
    return _show(request, "web/sign_in.html", form, onward=onward, has_passkeys=not is_communitys_host(request))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; sign in, or send another one."""
    asked = request.session.get(_SLOT)
    if person_of(request):
        return redirect(asked["next"] if asked else "home")
    if not asked:
        return redirect("sign_in")
    if request.POST.get("action") == "again":
        problem = _send(request, asked)
        if problem:
            messages.warning(request, problem)
        else:
            messages.success(request, _("Un nouveau code est parti. L'ancien ne sert plus."))
        return redirect("sign_in_code")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = journey_sign_in(
                email=asked["email"], code=form.cleaned_data["code"], browser=asked["browser"], now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("code", _refused(refusal.code))
        else:
            onward = asked["next"]
            login(request, person, backend=_BACKEND)
            request.session.pop(_SLOT, None)
            translation.activate(person.language)
            messages.success(request, _("Bonjour %(name)s, vous voilà.") % {"name": person.first_name})
            return redirect(onward)
    return _show(request, "web/sign_in_code.html", form, email=asked["email"], onward=asked["next"])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who this is."""
    logout(request)
    messages.success(request, _("La porte est refermée. À bientôt."))
    return redirect("home")


def _send(request: HttpRequest, asked: dict[str, Any]) -> str:
    """Send a code; what went wrong in words, or nothing."""
    try:
        send_code(
            email=asked["email"],
            first_name=asked["first_name"],
            language=plain_language(),
            browser=asked["browser"],
            sent_from=mark_of(address_of(request)),
            now=timezone.now(),
        )
    except Refusal:
        return _("Trop de codes ont été demandés. Attendez une heure, puis recommencez.")
    except OSError as error:  # the mail server does not answer, or will not take this address
        # What the server says about it may name the address, which is nobody's business in a log.
        logger.error("a sign-in code could not be sent: %s", type(error).__name__)
        return _("Le code n'a pas pu partir. Vérifiez l'adresse, ou réessayez dans quelques minutes.")
    return ""


def _browser(request: HttpRequest) -> str:
    """A secret of this session: a code works only in the browser that asked for it."""
    kept = request.session.get(_SLOT)
    return str(kept["browser"]) if kept else new_key()


def _show(request: HttpRequest, template: str, form: SignInForm | CodeForm, **context: Any) -> HttpResponse:
    return render(
        request, template, {"form": form, "section": "sign_in", **context}, status=422 if form.errors else 200
    )


def _refused(code: str) -> str:
    return {
        "expired_code": _(
            "Ce code ne sert plus : trop vieux, déjà utilisé, ou essayé trop souvent. Demandez-en un nouveau."
        ),
        "closed": _("Ce compte est fermé. Écrivez à qui tient ce serveur : son adresse est à la page Aide."),
    }.get(code, _("Ce n'est pas le bon code. Vérifiez les six chiffres du dernier e-mail reçu."))
