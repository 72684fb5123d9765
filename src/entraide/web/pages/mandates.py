"""/mandates/: for whom I may act, and who may act for me; asking for it, giving it, agreeing to it, ending it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entraide.journeys.accept_mandate import accept_mandate, witness_mandate
from entraide.journeys.act_for import act_for
from entraide.journeys.ask_mandate import ask_mandate, ask_mandate_in_person, read_mandate_key
from entraide.journeys.end_mandate import end_mandate
from entraide.journeys.give_mandate import give_mandate as journey_give_mandate
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import memberships_of
from entraide.records.mandates import queries
from entraide.records.people.models import Person
from entraide.records.people.queries import by_address
from entraide.web import acting
from entraide.web.access import for_people, in_house
from entraide.web.forms.mandates import AskByMailForm, AskInPersonForm, TermsForm, WitnessForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.pages.person import find_person
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of
from entraide.wording.mandates import full_day, scope_words
from entraide.wording.tongue import plain_language

LETTERS_AN_HOUR = 6
# The figures just given out, shown on the next page and nowhere again.
_CODE = "mandate_code"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("mandates")
def mandates(request: HttpRequest, person: Person) -> HttpResponse:
    """The page; a POST with `section` (mail or in_person) asks to act for somebody."""
    houses = [one.community for one in memberships_of(person)]
    section = request.POST.get("section", "")
    sent = request.POST if request.method == "POST" else None
    language = {"language": plain_language()}
    by_mail = AskByMailForm(sent if section == "mail" else None, initial=language, prefix="mail")
    in_person = AskInPersonForm(
        sent if section == "in_person" else None, communities=houses, initial=language, prefix="person"
    )
    if section == "mail" and by_mail.is_valid():
        if is_too_often(request, what="mandate", most=LETTERS_AN_HOUR, seconds=3600):
            return too_often(request)
        if _write(person, by_mail):
            messages.success(request, _("Le mail est parti. Vous saurez ici si la réponse est oui."))
            return redirect("mandates")
    if section == "in_person" and in_person.is_valid():
        code = _ask_in_person(person, in_person)
        if code:
            request.session[_CODE] = {"name": in_person.cleaned_data["first_name"], "code": code}
            return redirect("mandates")
    return _page(request, person, by_mail, in_person)


def _write(person: Person, form: AskByMailForm) -> bool:
    said = form.cleaned_data
    try:
        ask_mandate(
            hand=person,
            email=said["email"],
            first_name=said["first_name"],
            language=said["language"],
            scope=said["scope"],
            until=form.until(today=timezone.localdate()),
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("email", refusal_words(refusal))
    return not form.errors


def _ask_in_person(person: Person, form: AskInPersonForm) -> str:
    said = form.cleaned_data
    try:
        _mandate, code = ask_mandate_in_person(
            hand=person,
            community=form.chosen(),
            first_name=said["first_name"],
            language=said["language"],
            scope=said["scope"],
            until=form.until(today=timezone.localdate()),
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("community", refusal_words(refusal))
        return ""
    return code


def _page(request: HttpRequest, person: Person, by_mail: AskByMailForm, in_person: AskInPersonForm) -> HttpResponse:
    today = timezone.localdate()
    held = queries.mandates_held(person, today=today)
    wrong = next((form for form in (by_mail, in_person) if form.errors), None)
    context = {
        "section": "settings",
        "held": [one for one in held if one.agreed_at],
        "waiting": [one for one in held if not one.agreed_at],
        "given": queries.mandates_given(person, today=today),
        "past": queries.mandates_past(person, today=today),
        "by_mail": by_mail,
        "in_person": in_person,
        "wrong": wrong,
        "code": request.session.pop(_CODE, None),
    }
    return render(request, "web/mandates.html", context, status=422 if wrong else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("give_mandate")
def give_mandate(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """/p/<code>/mandate/: let this person act for me."""
    seen = find_person(person, code)
    if seen.is_blocked or seen.person.pk == person.pk:
        raise Http404
    form = TermsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            journey_give_mandate(
                person=person,
                hand=seen.person,
                scope=form.cleaned_data["scope"],
                until=form.until(today=timezone.localdate()),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("scope", refusal_words(refusal))
        else:
            messages.success(
                request, _("C'est fait : %(name)s peut agir pour vous.") % {"name": seen.person.first_name}
            )
            return redirect("mandates")
    context = {"other": seen.person, "form": form}
    return render(request, "web/give_mandate.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """/mandates/accept/<key>/: whoever holds the mailed link reads what is asked, agrees, and may take it back by the same link."""
    try:
        asked = read_mandate_key(key=key)
    except Refusal as refusal:
        raise Http404 from refusal
    today = timezone.localdate()
    refused = ""
    if request.method == "POST":
        try:
            _answer(request, key)
        except Refusal as refusal:
            refused = refusal_words(refusal)
        else:
            return redirect("accept_mandate", key=key)
    person = by_address(email=asked.email)
    holding = queries.open_between(person=person, hand=asked.hand, today=today) if person else None
    context: dict[str, Any] = {
        "asked": asked,
        "scope": [scope_words(one) for one in asked.scope],
        "until": full_day(asked.until),
        "holding": holding,
        "is_over": asked.until < today,
        "refused": refused,
        "key": key,
    }
    return render(request, "web/accept_mandate.html", context, status=409 if refused else 200)


def _answer(request: HttpRequest, key: str) -> None:
    """Agree, or take it back."""
    now = timezone.now()
    if request.POST.get("action") != "end":
        accept_mandate(key=key, language=plain_language(), now=now)
        return
    asked = read_mandate_key(key=key)
    person = by_address(email=asked.email)
    holding = queries.open_between(person=person, hand=asked.hand, today=now.date()) if person else None
    if person and holding:
        end_mandate(by=person, mandate_id=holding.pk, now=now)


@require_POST
def act(request: HttpRequest, mandate: UUID) -> HttpResponse:
    """/mandates/<id>/act/: act for somebody from now on."""
    person = person_of(request)
    if person is None:
        return _to_sign_in()
    try:
        found = act_for(hand=person, mandate_id=mandate, now=timezone.now())
    except Refusal as refusal:
        raise Http404 from refusal
    acting.start(request, found)
    return redirect("home")


@require_POST
def stop_acting(request: HttpRequest) -> HttpResponse:
    """/mandates/stop/: act for myself again."""
    acting.stop(request)
    return redirect("mandates")


@require_POST
def end(request: HttpRequest, mandate: UUID) -> HttpResponse:
    """/mandates/<id>/end/: end a mandate, from either side, or as a steward who witnessed it."""
    person = person_of(request)
    if person is None:
        return _to_sign_in()
    try:
        ended = end_mandate(by=person, mandate_id=mandate, now=timezone.now())
    except Refusal as refusal:
        raise Http404 from refusal
    messages.success(request, _("C'est terminé : plus rien ne se fera par ce mandat."))
    if ended.ended_by == "steward" and ended.community:
        return redirect("community_mandates", slug=ended.community.slug)
    return redirect("mandates")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="community_mandates")
def community_mandates(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """/c/<slug>/mandates/: the consent of people without e-mail, heard or read by a steward."""
    form = WitnessForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = witness_mandate(
                steward=person,
                mandate_id=UUID(request.POST.get("mandate", "")),
                code=form.cleaned_data["code"],
                consent=form.cleaned_data["consent"],
                now=timezone.now(),
            )
        except ValueError as wrong:
            raise Http404 from wrong
        except Refusal as refusal:
            form.add_error("code", _refused(refusal))
        else:
            name = made.person.first_name if made.person else ""
            messages.success(
                request,
                _("C'est noté : %(hand)s peut agir pour %(name)s.") % {"hand": made.hand.first_name, "name": name},
            )
            return redirect("community_mandates", slug=house.slug)
    today = timezone.localdate()
    context = {
        "house": house,
        "waiting": queries.waiting_for_witness(person, community=house, today=today),
        "holding": queries.witnessed_in(person, community=house, today=today),
        "form": form,
        "chosen": request.POST.get("mandate", ""),
    }
    return render(request, "web/community_mandates.html", context, status=422 if form.errors else 200)


def _to_sign_in() -> HttpResponse:
    """First sign in, then back to the page where these buttons stand."""
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': reverse('mandates')})}")


def _refused(refusal: Refusal) -> str:
    return {
        "wrong_code": _("Ce ne sont pas les bons chiffres. Redemandez-les à la personne."),
        "expired_code": _("Cette demande ne vaut plus : trop d'essais, ou retirée. Il faut en faire une autre."),
    }.get(refusal.code) or refusal_words(refusal)
