"""Who is looking: language, time zone and theme for each request, and what every template may count on."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from entraide.journeys.ask_second_opinion import interpreter_name
from entraide.records.communities.queries import house_ids_of
from entraide.records.notices.queries import unseen_count
from entraide.records.people.models import Person

LANGUAGE_NAMES = dict(settings.LANGUAGES)


def person_of(request: HttpRequest) -> Person | None:
    """The person who is signed in, or None for a visitor."""
    return request.user if isinstance(request.user, Person) and request.user.is_authenticated else None


@cache
def _version() -> str:
    """Which Entraide this is."""
    return version("entraide")


class VisitorMiddleware:
    """Turns each request to the signed-in person's language and time zone; a visitor keeps the browser's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; the time zone is set back afterwards, for threads are used again."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        person = person_of(request) if has_session else None
        if person:
            if person.language in LANGUAGE_NAMES:
                translation.activate(person.language)
                request.LANGUAGE_CODE = person.language
            timezone.activate(person.time_zone)
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What every template may count on: person, languages, theme, news, version, whether this is a demo, who gives second opinions."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    person = person_of(request) if hasattr(request, "user") else None
    return {
        "person": person,
        # Asked once, and only where a page shows people: whose names lead to their pages.
        "fellow_houses": SimpleLazyObject(lambda: house_ids_of(person)),
        "theme": person.theme if person else "",
        "unseen": unseen_count(person) if person else 0,
        "language_name": LANGUAGE_NAMES.get(language, language),
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != language],
        "saves_data": request.headers.get("Save-Data") == "on",
        "is_demo": settings.IS_DEMO,
        "operator_mail": settings.OPERATOR_MAIL,
        "interpreter_name": interpreter_name(),
        "version": _version(),
    }
