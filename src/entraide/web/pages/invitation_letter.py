"""/c/<slug>/invitations/<code>/letter/: an invitation on paper with QR code and short code, one to a sheet of A4 or two to cut apart."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.journeys.invite import may_invite
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.invitations import queries
from entraide.records.people.models import Person
from entraide.web.access import in_house, let_into
from entraide.web.pages.poster import qr_path


@never_cache
@require_safe
@in_house("members", page="invitation_letter")
def invitation_letter(request: HttpRequest, person: Person, house: Community, code: str) -> HttpResponse:
    """The page that holds the letter; on paper nothing else of it is seen. `?size=a5`: two to a sheet."""
    found = queries.of_community(house, code=code)
    if found is None or not found.is_open(now=timezone.now()):
        raise Http404
    if not may_invite(person, community=house) or found.made_by_id != person.pk:
        let_into(house, viewer=person, whom="stewards")
    address = settings.ADDRESS + reverse("invitation", args=[found.key])
    is_small = request.GET.get("size") == "a5"
    context = {
        "house": house,
        "invitation": found,
        "qr": qr_path(address, title=_("Code QR vers l'invitation")),
        "host": urlsplit(settings.ADDRESS).netloc + reverse("join_by_code").rstrip("/"),
        "code": f"{found.code[:4]} {found.code[4:]}",
        "is_small": is_small,
        "copies": range(2 if is_small else 1),
        "stewards": communities.stewards_of(house),
    }
    return render(request, "web/invitation_letter.html", context)
