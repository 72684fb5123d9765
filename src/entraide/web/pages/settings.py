"""/settings/: limits, pause, what is known of me. One form a section; each is saved by itself."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.change_settings import change_settings
from entraide.journeys.set_home import set_home
from entraide.logic.routing.asked_often import why_so_often
from entraide.records.asks.experiences import experience_of_viewer
from entraide.records.asks.queries import asks_of
from entraide.records.communities.queries import memberships_of, settled_by_members
from entraide.records.exchanges.queries import calendar_of
from entraide.records.people.models import Person
from entraide.records.people.queries import blocks_of
from entraide.records.reports.queries import sits_in
from entraide.web.access import for_people
from entraide.web.forms.home_place import SaidHome, read_home
from entraide.web.forms.settings import HoursForm, LimitsForm, MailForm, MeForm, PauseForm, ReaderForm
from entraide.wording.asked_often import asked_often_sentence
from entraide.wording.lengths import kept_for
from entraide.wording.tongue import plain_language

MOST_BLOCKS = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("settings")
def settings_page(request: HttpRequest, person: Person) -> HttpResponse:
    """All settings; a POST with `section` saves that one and leads back to it."""
    forms = {
        "me": MeForm.of(person),
        "limits": LimitsForm.of(person),
        "mails": MailForm.of(person),
        "hours": HoursForm.of(person),
        "reader": ReaderForm.of(person),
        "pause": PauseForm.of(person, today=timezone.localdate()),
    }
    section = request.POST.get("section", "")
    if section == "home":
        return _home(request, person, forms)
    if section not in forms:
        return _page(request, person, forms)
    forms[section] = form = _sent(request, section)
    if not form.is_valid():
        return _page(request, person, forms, wrong=form)
    change_settings(person=person, now=timezone.now(), **form.fields_to_set())
    # What was saved is said in the language that was just chosen.
    translation.activate(person.language)
    return _saved(request, section)


def _sent(request: HttpRequest, section: str) -> Any:
    if section == "pause":
        return PauseForm(request.POST, today=timezone.localdate())
    return {"me": MeForm, "limits": LimitsForm, "mails": MailForm, "reader": ReaderForm, "hours": HoursForm}[section](
        request.POST
    )


def _home(request: HttpRequest, person: Person, forms: dict[str, Any]) -> HttpResponse:
    said = read_home(request.POST, language=plain_language())
    if said.error or said.choices:
        return _page(request, person, forms, home=said, status=422 if said.error else 200)
    set_home(person=person, place=said.place, now=timezone.now())
    return _saved(request, "home")


def _saved(request: HttpRequest, section: str) -> HttpResponse:
    messages.success(request, _("C'est enregistré."))
    return redirect(f"{reverse('settings')}#{section}")


def _page(
    request: HttpRequest,
    person: Person,
    forms: dict[str, Any],
    *,
    wrong: Any = None,
    home: SaidHome | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **{f"{name}_form": form for name, form in forms.items()},
        "section": "settings",
        "wrong": wrong,
        "said_home": home,
        **_belonging(person),
        "blocks": blocks_of(person)[:MOST_BLOCKS],
        "corrections_kept_for": kept_for(django_settings.CORRECTIONS_KEPT),
        "asked_often": _asked_often(person),
        "calendar": _calendar_address(person),
    }
    return render(request, "web/settings.html", context, status=422 if wrong else status)


def _belonging(person: Person) -> dict[str, Any]:
    """The communities of the person; in which reports go to small panels of members, and in which they sit."""
    memberships = list(memberships_of(person))
    keys = {one.community_id for one in memberships}
    return {
        "memberships": memberships,
        "panels": settled_by_members(keys, now=timezone.now()),
        "sits_in": sits_in(person),
    }


def _calendar_address(person: Person) -> str:
    """The secret address of the person's calendar; "" if they have none."""
    calendar = calendar_of(person)
    return django_settings.ADDRESS + reverse("own_calendar", args=[calendar.key]) if calendar else ""


def _asked_often(person: Person) -> str:
    """Why the person is asked as often as they are, for them alone."""
    now = timezone.now()
    experience = experience_of_viewer(person)
    local = now.astimezone(ZoneInfo(person.time_zone)).replace(tzinfo=None)
    asks = asks_of(person).filter(asked_at__gt=now - timedelta(days=7)).count()
    return asked_often_sentence(why_so_often(experience=experience, asks_this_week=asks, at=local))
