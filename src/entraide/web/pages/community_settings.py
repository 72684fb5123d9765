"""/c/<slug>/settings/: what a community may say of itself, for whoever runs it. One form a section; each is saved by itself."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.change_community import change_community
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.home_place import SaidHome, read_home
from entraide.web.forms.house import HostForm, LookForm, NameForm, SpeechForm, TopicsForm, WelcomeForm
from entraide.web.refusals import refusal_words
from entraide.wording.papers import NAMES
from entraide.wording.tongue import plain_language

MOST_COMMUNES = 20
FORMS: dict[str, Any] = {
    "name": NameForm,
    "look": LookForm,
    "topics": TopicsForm,
    "speech": SpeechForm,
    "welcome": WelcomeForm,
    "host": HostForm,
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="community_settings")
def community_settings(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """All sections; a POST with `section` saves that one and leads back to it."""
    section = request.POST.get("section", "") if request.method == "POST" else ""
    if section == "area":
        return _area(request, person, house)
    if section not in FORMS or (section == "host" and not settings.COMMUNITY_HOSTS):
        return _page(request, house)
    form = FORMS[section](request.POST)
    if not form.is_valid():
        return _page(request, house, wrong=(section, form))
    try:
        change_community(steward=person, community=house, now=timezone.now(), **form.fields_to_set())
    except Refusal as refusal:
        form.add_error(next(iter(form.fields)), refusal_words(refusal))
        return _page(request, house, wrong=(section, form))
    return _saved(request, house, section)


def _area(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Add a commune, or take one away."""
    kept = list(house.communes)
    if "remove" in request.POST:
        kept = [one for one in kept if _key(one) != request.POST["remove"]]
    else:
        said = read_home(request.POST, language=plain_language())
        if said.is_forgotten:
            return _page(request, house, place=SaidHome("", error=_("Écrivez une commune ou un code postal.")))
        if said.error or said.choices or said.place is None:
            return _page(request, house, place=said)
        if len(kept) >= MOST_COMMUNES:
            return _page(request, house, place=SaidHome(said.name, error=_("Vingt communes au plus.")))
        new = {
            "name": said.place.name_in(plain_language()),
            "country": said.place.country,
            "postcode": said.place.postcode or "",
            "latitude": round(said.place.latitude, 5),
            "longitude": round(said.place.longitude, 5),
        }
        if _key(new) not in {_key(one) for one in kept}:
            kept.append(new)
    change_community(steward=person, community=house, communes=kept, now=timezone.now())
    return _saved(request, house, "area")


def _key(commune: dict[str, Any]) -> str:
    return f"{commune.get('name', '')}, {commune.get('postcode') or commune.get('country', '')}"


def _saved(request: HttpRequest, house: Community, section: str) -> HttpResponse:
    messages.success(request, _("C'est enregistré."))
    return redirect(f"{reverse('community_settings', args=[house.slug])}#{section}")


def _page(
    request: HttpRequest,
    house: Community,
    *,
    wrong: tuple[str, Any] | None = None,
    place: SaidHome | None = None,
) -> HttpResponse:
    forms = {name: form.of(house) for name, form in FORMS.items()}
    if wrong:
        forms[wrong[0]] = wrong[1]
    look = forms["look"]
    context = {
        "house": house,
        "forms": forms,
        "wrong": wrong[1] if wrong else None,
        "papers": NAMES.items(),
        "chosen_paper": "" if look["colour"].value() else look["paper"].value(),
        "communes": [(_key(one), one) for one in house.communes],
        "place": place,
        "allowed_hosts": settings.COMMUNITY_HOSTS,
    }
    is_wrong = bool(wrong or (place and not place.choices))
    return render(request, "web/community_settings.html", context, status=422 if is_wrong else 200)
