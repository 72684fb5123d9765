"""The three pages of an exchange that ask for more than a click: propose a promise, take it back, tell of a problem."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.propose_promise import propose_promise
from entraide.journeys.refusals import Refusal
from entraide.journeys.renege import renege
from entraide.journeys.tell_problem import LONGEST_WORDS, tell_problem
from entraide.logic.promises.terms import Promise
from entraide.records.communities.queries import rules_of
from entraide.records.exchanges.models import PROBLEM_KINDS, REASONS, Exchange
from entraide.records.ledgers.queries import unit_of
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.web.exchange_told import ExchangeTold, told_of
from entraide.web.forms.promise import PromiseForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.pages.exchange import find_own
from entraide.web.pages.exchange_actions import ACTS_A_MINUTE
from entraide.web.refusals import refusal_words
from entraide.wording.promises import problem_words, reason_words

# Beside which field a refusal of the terms stands.
_FIELD_OF = {
    "means_nothing": "what",
    "time_past": "day",
    "ends_first": "ends",
    "wrong_quantity": "promised",
    "no_credits_here": "credit",
    "no_euros_here": "euros",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("promise")
def promise(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Propose a promise, or a change of the one there is."""
    found = find_own(viewer, code)
    now = timezone.now()
    told = told_of(viewer, exchange=found, now=now)
    if not told.may_propose:
        return redirect("exchange", code=code)
    was = Promise.from_dict(found.proposal) if found.proposal else told.terms
    form = PromiseForm(
        request.POST if request.method == "POST" else None,
        unit=unit_of(found.community, now=now),
        counted=found.unit,
        may_use_euros=rules_of(found.community, now=now).may_use_euros,
        was=was,
    )
    if request.method == "POST" and is_too_often(request, what="exchange", most=ACTS_A_MINUTE, seconds=60):
        return too_often(request)
    if request.method == "POST" and form.is_valid():
        try:
            propose_promise(person=viewer, exchange_id=found.pk, terms=form.promise, now=now)
        except Refusal as refusal:
            name = _FIELD_OF.get(refusal.code)
            form.add_error(name if name in form.fields else None, refusal_words(refusal))
        else:
            words = _("C'est proposé : %(name)s n'a plus qu'à accepter.") % {"name": told.other_name}
            messages.success(request, words)
            return redirect("exchange", code=code)
    return _render(request, "web/exchange_promise.html", found, told, {"form": form}, is_wrong=bool(form.errors))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("cannot")
def cannot(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Take back a promise: field `reason`."""
    found = find_own(viewer, code)
    told = told_of(viewer, exchange=found, now=timezone.now())
    error = ""
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        if reason not in REASONS:
            error = _("Choisissez ce qui dit le mieux pourquoi.")
        else:
            try:
                renege(person=viewer, exchange_id=found.pk, reason=reason, now=timezone.now())
                messages.success(request, _("C'est dit, à temps pour en tenir compte."))
            except Refusal as refusal:
                messages.warning(request, refusal_words(refusal))
            return redirect("exchange", code=code)
    elif not told.may_renege:
        return redirect("exchange", code=code)
    is_writer = found.post is not None and found.post.writer_id == viewer.pk
    reasons = [(one, reason_words(one)) for one in REASONS if is_writer or one != "no_longer_needed"]
    more = {"reasons": reasons, "error": error, "is_writer": is_writer}
    return _render(request, "web/exchange_cannot.html", found, told, more, is_wrong=bool(error))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("problem")
def problem(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Tell of a problem, or answer what the other told: fields `kind` and `words`."""
    found = find_own(viewer, code)
    told = told_of(viewer, exchange=found, now=timezone.now())
    words = request.POST.get("words", "").replace("\x00", "").replace("\r\n", "\n").strip()
    kind, error = request.POST.get("kind", ""), ""
    if request.method == "POST":
        if not words:
            error = _("Dites en quelques mots ce qui s'est passé.")
        elif len(words) > LONGEST_WORDS:
            error = _("Plus court : 1 000 signes au plus.")
        else:
            try:
                tell_problem(person=viewer, exchange_id=found.pk, kind=kind, words=words, now=timezone.now())
                messages.success(request, _("C'est dit. Quelqu'un de la communauté vous aide tous les deux."))
            except Refusal as refusal:
                messages.warning(request, refusal_words(refusal))
            return redirect("exchange", code=code)
    elif not (told.may_tell_problem or told.problem):
        return redirect("exchange", code=code)
    more = {"kinds": [(one, problem_words(one)) for one in PROBLEM_KINDS], "error": error, "words": words, "kind": kind}
    return _render(request, "web/exchange_problem.html", found, told, more, is_wrong=bool(error))


def _render(
    request: HttpRequest,
    template: str,
    found: Exchange,
    told: ExchangeTold,
    more: Mapping[str, object],
    *,
    is_wrong: bool,
) -> HttpResponse:
    context = {"house": found.community, "section": "mine", "exchange": found, "told": told, **more}
    return render(request, template, context, status=422 if is_wrong else 200)
