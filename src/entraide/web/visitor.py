"""Who is looking: language, time zone and theme for each request, and what every template may count on."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from entraide.journeys.ask_second_opinion import interpreter_name
from entraide.records.communities.models import Community
from entraide.records.communities.queries import house_ids_of
from entraide.records.mandates.hand import lent_by
from entraide.records.mandates.models import Mandate
from entraide.records.notices.queries import unseen_count
from entraide.records.people.models import Person
from entraide.web import acting
from entraide.wording.tongue import plain_language, tongue

LANGUAGE_NAMES = dict(settings.LANGUAGES)


def person_of(request: HttpRequest) -> Person | None:
    """Who is here: the person who is signed in, or the one for whom they act; None for a visitor."""
    mandate: Mandate | None = getattr(request, "acting_by", None)
    return mandate.person if mandate else signed_in(request)


def signed_in(request: HttpRequest) -> Person | None:
    """Whose hand it is: the person who is signed in, whomever they act for; None for a visitor."""
    return request.user if isinstance(request.user, Person) and request.user.is_authenticated else None


@cache
def _version() -> str:
    """Which Entraide this is."""
    return version("entraide")


def speak_as_in(house: Community | None) -> None:
    """The rest of the page addresses people as they address one another in this community."""
    if house is not None:
        translation.activate(tongue(language=plain_language(), address_form=house.address_form))


class VisitorMiddleware:
    """Turns each request to the signed-in person's language and time zone; a visitor keeps the browser's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; the time zone is set back afterwards, for threads are used again."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        mandate = acting.mandate_of(request) if has_session else None
        request.acting_by = mandate  # type: ignore[attr-defined]
        # Pages speak to whoever reads them: the hand, not the person for whom it acts.
        person = signed_in(request) if has_session else None
        if person:
            if person.language in LANGUAGE_NAMES:
                translation.activate(person.language)
                request.LANGUAGE_CODE = person.language
            timezone.activate(person.time_zone)
        try:
            with lent_by(mandate):
                return self.get_response(request)
        finally:
            # Whatever form of address a page took: outside it is the language alone.
            translation.activate(plain_language())
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """While somebody acts for another, only what their mandate covers opens; anything else says whose it is."""
        mandate: Mandate | None = getattr(request, "acting_by", None)
        name = request.resolver_match.url_name if request.resolver_match else None
        is_sent = request.method not in ("GET", "HEAD")
        if mandate is None or acting.may_open(mandate, name=name or "", is_sent=is_sent):
            return None
        return render(request, "web/not_while_acting.html", status=403)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What every template may count on: person, languages, theme, news, version, whether this is a demo, who gives second opinions."""
    language = plain_language()
    person = person_of(request) if hasattr(request, "user") else None
    mandate: Mandate | None = getattr(request, "acting_by", None)
    reader = mandate.hand if mandate else person
    return {
        "LANGUAGE_CODE": language,
        "person": person,
        "acting": mandate,
        # Asked once, and only where a page shows people: whose names lead to their pages.
        "fellow_houses": SimpleLazyObject(lambda: house_ids_of(person)),
        "theme": reader.theme if reader else "",
        # A page that has asked already says it itself.
        "unseen": cache(lambda: unseen_count(person)) if person else 0,
        "language_name": LANGUAGE_NAMES.get(language, language),
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != language],
        "saves_data": request.headers.get("Save-Data") == "on",
        "is_demo": settings.IS_DEMO,
        "operator_mail": settings.OPERATOR_MAIL,
        "interpreter_name": interpreter_name(),
        "version": _version(),
    }
