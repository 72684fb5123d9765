"""/settings/trusted/: whom to tell in danger, whether I am below 18, and a parent's consent; and the pages that letters lead to."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.confirm_minor import ask_parent, confirm_minor, read_parent_key
from entraide.journeys.name_trusted_contact import (
    forget_trusted_contact,
    name_trusted_contact,
    refuse_trust,
    show_trusted_contact,
)
from entraide.journeys.refusals import Refusal
from entraide.journeys.set_age import set_age
from entraide.logic.charter.young import is_minor
from entraide.records.people.models import Person
from entraide.records.people.queries import contact_with, trusted_contact_of
from entraide.web.access import for_people
from entraide.web.forms.trusted import AgeForm, ParentForm, TrustedForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words

LETTERS_AN_HOUR = 6


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("trusted")
def trusted(request: HttpRequest, person: Person) -> HttpResponse:
    """The page. POST action=name, forget, show, hide (the contact), age, parent."""
    forms: dict[str, Any] = {
        "trusted_form": TrustedForm.of(trusted_contact_of(person)),
        "age_form": AgeForm.of(person),
        "parent_form": ParentForm(),
    }
    if request.method != "POST":
        return _page(request, person, forms)
    action = request.POST.get("action", "")
    if action in ("name", "parent") and is_too_often(request, what="trusted", most=LETTERS_AN_HOUR, seconds=3600):
        return too_often(request)
    wrong = _do(request, person, action, forms)
    return _page(request, person, forms, wrong=wrong) if wrong else redirect("trusted")


def _do(request: HttpRequest, person: Person, action: str, forms: dict[str, Any]) -> Any:
    """Do what the form asks; the form that has to be mended, if one has."""
    now = timezone.now()
    form: Any = None
    try:
        if action == "name":
            forms["trusted_form"] = form = TrustedForm(request.POST)
            if form.is_valid():
                name_trusted_contact(person=person, now=now, **form.cleaned_data)
        elif action == "age":
            forms["age_form"] = form = AgeForm(request.POST)
            if form.is_valid():
                set_age(person=person, adult_on=form.adult_on(), now=now)
        elif action == "parent":
            forms["parent_form"] = form = ParentForm(request.POST)
            if form.is_valid():
                ask_parent(person=person, email=form.cleaned_data["parent"], language=person.language, now=now)
        elif action == "forget":
            forget_trusted_contact(person=person, now=now)
        elif action in ("show", "hide"):
            show_trusted_contact(person=person, is_shown=action == "show", now=now)
    except Refusal as refusal:
        form.add_error(None, refusal_words(refusal))
    if form is not None and form.errors:
        return form
    sent = _("Le mail est parti. L'accord vaut dès que votre parent a répondu.")
    messages.success(request, sent if action == "parent" else _("C'est enregistré."))
    return None


def _page(request: HttpRequest, person: Person, forms: dict[str, Any], *, wrong: Any = None) -> HttpResponse:
    contact = trusted_contact_of(person)
    now = timezone.now()
    context = {
        **forms,
        "section": "settings",
        "contact": contact,
        "is_shown": bool(contact and contact.shown_until and contact.shown_until > now),
        "is_minor": is_minor(person.adult_on, today=timezone.localdate()),
        "wrong": wrong,
    }
    return render(request, "web/trusted.html", context, status=422 if wrong else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, key: str) -> HttpResponse:
    """/trusted/<key>/: whoever was named refuses; what was kept of them is deleted."""
    contact = contact_with(key=key)
    if request.method == "POST":
        refuse_trust(key=key, now=timezone.now())
        return render(request, "web/refuse_trust.html", {"is_done": True})
    if contact is None:
        raise Http404
    return render(request, "web/refuse_trust.html", {"by": contact.person.first_name, "key": key})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def parent(request: HttpRequest, key: str) -> HttpResponse:
    """/parent/<key>/: a parent agrees that somebody below 18 takes part, or takes it back."""
    try:
        child = read_parent_key(key=key, now=timezone.now())
        if request.method == "POST":
            confirm_minor(key=key, agrees=request.POST.get("agrees") == "yes", now=timezone.now())
            return redirect("parent", key=key)
    except Refusal as refusal:
        raise Http404 from refusal
    context = {"child": child.first_name, "has_agreed": child.parent_agreed_at is not None, "key": key}
    return render(request, "web/parent.html", context)
