"""/c/<slug>/invitations/: the ways in that are open, a new one, and writing to addresses; for who may invite."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from entraide.journeys.invite import invite, invite_by_mail, may_invite
from entraide.journeys.refusals import Refusal
from entraide.journeys.take_back_invitation import take_back_invitation
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.invitations import queries
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.invitation import AddressesForm, InviteForm
from entraide.web.refusals import refusal_words
from entraide.wording.counts import figures
from entraide.wording.tongue import plain_language


@never_cache
@sensitive_post_parameters("addresses")
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="invitations")
def invitations(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Those that are open. POST action=make, mail or take_back."""
    if not may_invite(person, community=house):
        raise PermissionDenied(_("Ici, ce sont les animateurs qui invitent. Demandez-leur une invitation à donner."))
    tends = communities.tends(person, community=house)
    act = {"make": _make, "mail": _mail, "take_back": _take_back}.get(
        request.POST.get("action", "") if request.method == "POST" else ""
    )
    if act is None:
        return page(request, person, house, tends=tends)
    return act(request, person, house, tends)


def page(
    request: HttpRequest,
    person: Person,
    house: Community,
    *,
    tends: bool,
    form: InviteForm | None = None,
    addresses: AddressesForm | None = None,
) -> HttpResponse:
    """The page, with what was typed."""
    now = timezone.now()
    kept = queries.open_invitations(house, now=now)
    context = {
        "house": house,
        "tends": tends,
        "open": [
            (one, settings.ADDRESS + reverse("invitation", args=[one.key]))
            for one in kept
            if tends or one.made_by_id == person.pk
        ],
        "form": form or InviteForm(),
        "addresses": addresses or AddressesForm(),
        "wrong": next((one for one in (form, addresses) if one and one.errors), None),
    }
    return render(request, "web/invitations.html", context, status=422 if context["wrong"] else 200)


def _make(request: HttpRequest, person: Person, house: Community, tends: bool) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return page(request, person, house, tends=tends, form=form)
    try:
        made = invite(person=person, community=house, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal_words(refusal))
        return page(request, person, house, tends=tends, form=form)
    if made.way == "letter":
        return redirect("invitation_letter", slug=house.slug, code=made.code)
    messages.success(request, _("Le lien est prêt : donnez-le à qui vous voulez."))
    return redirect(f"{reverse('invitations', args=[house.slug])}#i-{made.code}")


def _mail(request: HttpRequest, person: Person, house: Community, tends: bool) -> HttpResponse:
    form = AddressesForm(request.POST)
    if not form.is_valid():
        return page(request, person, house, tends=tends, addresses=form)
    try:
        count = invite_by_mail(
            steward=person,
            community=house,
            addresses=form.cleaned_data["addresses"],
            language=plain_language(),
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("addresses", refusal_words(refusal))
        return page(request, person, house, tends=tends, addresses=form)
    said = ngettext(
        "%(n)s adresse reçoit une invitation, si elle n'en a pas eu il y a peu.",
        "%(n)s adresses reçoivent une invitation, si elles n'en ont pas eu il y a peu.",
        count,
    )
    messages.success(request, said % {"n": figures(count)})
    return redirect("invitations", slug=house.slug)


def _take_back(request: HttpRequest, person: Person, house: Community, tends: bool) -> HttpResponse:
    try:
        was_open = take_back_invitation(
            person=person, community=house, invitation_id=UUID(request.POST.get("invitation", "")), now=timezone.now()
        )
    except (Refusal, ValueError):
        was_open = False
    if was_open:
        messages.success(request, _("Cette invitation n'ouvre plus."))
    return redirect("invitations", slug=house.slug)
