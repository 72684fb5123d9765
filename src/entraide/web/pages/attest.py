"""/c/<slug>/attestations/ and what hangs on it: the desk of those whom a community trusts with attesting, for them alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.attest import attest as attest_it
from entraide.journeys.attest import decline_attestation
from entraide.journeys.refusals import Refusal
from entraide.journeys.revoke_attestation import revoke_attestation
from entraide.logic.routing.attestations import KINDS, last_day
from entraide.records.attestations import queries
from entraide.records.attestations.models import AttestationRequest
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.attestation import AttestForm, WhyForm, longest_help
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.wording.standing import kind_shown, longest_words

A_PAGE = 20
MOST_WAITING = 50
ACTS_A_MINUTE = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="community_attestations")
def community_attestations(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """What waits, what ends soon, what holds, and who attests what. POST action=revoke ends the one with the `code`."""
    now = timezone.now()
    kinds, tends = _let_in(person, house)
    given = queries.given_in(person, community=house, now=now, kinds=kinds)
    wrong: WhyForm | None = None
    code = request.POST.get("code", "")[:12]
    if request.method == "POST":
        if is_too_often(request, what="attest", most=ACTS_A_MINUTE, seconds=60):
            return too_often(request)
        one = given.filter(code=code).first()
        if one is None:
            return redirect("community_attestations", slug=house.slug)
        wrong = WhyForm(request.POST)
        if wrong.is_valid():
            try:
                revoke_attestation(attester=person, attestation=one, why=wrong.cleaned_data["words"], now=now)
            except Refusal as refusal:
                wrong.refuse(refusal.code, refusal_words(refusal), remark="words")
            else:
                said = _("C'est retiré : plus rien n'en découle, et %(name)s le saura.")
                messages.success(request, said % {"name": one.person.first_name})
                return redirect("community_attestations", slug=house.slug)
    context = {
        "house": house,
        "tends": tends,
        "kinds": kinds,
        "waiting": list(queries.waiting_for(person, community=house, now=now, kinds=kinds)[:MOST_WAITING]),
        "ending": [one for one in queries.expiring(house, now=now)[:MOST_WAITING] if one.kind in kinds],
        "page": Paginator(given, A_PAGE).get_page(request.GET.get("page")),
        "named": queries.named_members(house) if tends else [],
        "wrong": wrong,
        "wrong_code": code,
    }
    return render(request, "web/community_attestations.html", context, status=422 if wrong else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="attest")
def attest(request: HttpRequest, person: Person, house: Community, code: str) -> HttpResponse:
    """Attest something of the member with this code: which kind (`?kind=`), then what that kind asks. POST action=attest or decline."""
    now = timezone.now()
    kinds, _tends = _let_in(person, house, is_to_attest=True)
    other = _fellow(person, house, code)
    if request.method == "POST" and is_too_often(request, what="attest", most=ACTS_A_MINUTE, seconds=60):
        return too_often(request)
    said = request.POST if request.method == "POST" else request.GET
    asked = queries.waiting_for(person, community=house, now=now, kinds=kinds).filter(person=other)
    requests = list(asked[: len(KINDS)])
    kind = KINDS.get(said.get("kind", ""))
    if kind is None or kind.code not in kinds:
        context = {
            "house": house,
            "other": other,
            "requests": requests,
            "kinds": [one for one in KINDS if one in kinds],
        }
        return render(request, "web/attest_which.html", context)
    wanted = next((one for one in requests if one.kind == kind.code), None)
    latest = last_day(kind, seen_on=queries.today_at(now), document_on=None)
    is_declining = request.POST.get("action") == "decline" and wanted is not None
    form = AttestForm(
        request.POST if request.method == "POST" and not is_declining else None,
        kind=kind,
        latest=latest,
        initial={"name": wanted.name if wanted else ""},
    )
    if "valid_until" in form.fields:
        form.fields["valid_until"].help_text = longest_help(longest_words(kind.code))
    why = WhyForm(request.POST if is_declining else None, auto_id="why_%s")
    done = _decline(person, wanted, why) if wanted and is_declining else _attest(person, other, house, kind.code, form)
    if done:
        messages.success(request, done)
        return redirect("community_attestations", slug=house.slug)
    context = {
        "house": house,
        "other": other,
        "kind": kind,
        "shown": kind_shown(kind.code),
        "wanted": wanted,
        "form": form,
        "why": why,
        "is_declining": is_declining,
    }
    return render(request, "web/attest.html", context, status=422 if form.errors or why.errors else 200)


def _attest(person: Person, other: Person, house: Community, kind: str, form: AttestForm) -> str:
    """Attest what the form says; what was done, in words, or "" if it was not sent or has to be mended."""
    if not form.is_bound or not form.is_valid():
        return ""
    try:
        attest_it(attester=person, person=other, community=house, kind=kind, **form.cleaned_data, now=timezone.now())
    except Refusal as refusal:
        form.refuse(refusal.code, refusal_words(refusal), remark="seen_where")
        return ""
    return _("C'est attesté, et %(name)s le saura.") % {"name": other.first_name}


def _decline(person: Person, wanted: AttestationRequest, why: WhyForm) -> str:
    if not why.is_valid():
        return ""
    try:
        decline_attestation(attester=person, request=wanted, words=why.cleaned_data["words"], now=timezone.now())
    except Refusal as refusal:
        why.refuse(refusal.code, refusal_words(refusal), remark="words")
        return ""
    return _("%(name)s lira votre mot.") % {"name": wanted.person.first_name}


def _let_in(person: Person, house: Community, *, is_to_attest: bool = False) -> tuple[frozenset[str], bool]:
    """The kinds that the person may attest there, and whether they tend it. Raises PermissionDenied if neither.

    `is_to_attest`: to tend it is not enough (an operator tends every community, and attests nothing in most).
    """
    kinds = queries.kinds_attested_by(person, community=house, now=timezone.now())
    tends = communities.tends(person, community=house)
    if not kinds and (is_to_attest or not tends):
        raise PermissionDenied(
            _("Cette page est aux personnes à qui %(name)s confie des vérifications. Vous pouvez leur en demander une.")
            % {"name": house.name}
        )
    return kinds, tends


def _fellow(person: Person, house: Community, code: str) -> Person:
    """The member with this code, for whoever attests there. Raises Http404 for oneself, or where there is none."""
    other = queries.member_with_code(person, community=house, code=code)
    if other is None:
        raise Http404
    return other
