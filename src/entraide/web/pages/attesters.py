"""/c/<slug>/attesters/<code>/: whoever tends a community says with which attestations it trusts one of its members."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.name_attester import name_attester as name_it
from entraide.journeys.refusals import Refusal
from entraide.records.attestations import queries
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.attestation import TrustForm
from entraide.web.refusals import refusal_words
from entraide.wording.standing import kinds_listed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="name_attester")
def name_attester(request: HttpRequest, person: Person, house: Community, code: str) -> HttpResponse:
    """The kinds, each with a box; none ticked takes the trust back."""
    other = queries.member_with_code(person, community=house, code=code)
    membership = communities.membership_of(other, community=house) if other else None
    if other is None or membership is None:
        raise Http404
    now = timezone.now()
    form = TrustForm(request.POST if request.method == "POST" else None, initial={"kinds": membership.may_attest})
    if form.is_bound and form.is_valid():
        try:
            name_it(steward=person, person=other, community=house, kinds=form.cleaned_data["kinds"], now=now)
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("C'est noté, et %(name)s le saura.") % {"name": other.first_name})
            return redirect("community_attestations", slug=house.slug)
    rules = communities.rules_of(house, now=now)
    context = {
        "house": house,
        "other": other,
        "form": form,
        "only_stewards": kinds_listed(rules.verified_through) if rules.verifiers == "stewards" else "",
    }
    return render(request, "web/name_attester.html", context, status=422 if form.errors else 200)
