"""What can be done in an exchange: accept, say done, thank, say that somebody was not there … Each is a POST that calls one journey.

Sent twice, it does nothing twice; it leads back to the exchange.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_done import say_done
from entraide.journeys.say_missed import say_missed
from entraide.journeys.settle_exchange import settle_exchange
from entraide.journeys.settle_problem import settle_problem
from entraide.journeys.skip_time import end_series, skip_time
from entraide.journeys.thank import LONGEST_WORDS, thank
from entraide.journeys.thank import show_thanks as journey_show_thanks
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.pages.exchange import exchange_page, find_exchange, find_own
from entraide.web.refusals import refusal_words

ACTS_A_MINUTE = 30


@require_POST
@for_people("exchange")
def accept(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Accept what the other proposes: field `version`."""
    found = find_own(viewer, code)
    version = _number(request, "version")
    return _done(
        request,
        code,
        lambda: accept_promise(person=viewer, exchange_id=found.pk, version=version, now=timezone.now()),
        _("C'est promis. Entraide vous le rappellera à tous les deux."),
    )


@require_POST
@for_people("exchange")
def done(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Say that it is done: fields `number` (which time) and `delivered` (how much, where it is counted)."""
    found = find_own(viewer, code)
    sent = request.POST.get("delivered", "").strip()
    delivered = int(sent) if sent.isdecimal() and len(sent) < 6 else None
    return _done(
        request,
        code,
        lambda: say_done(
            person=viewer,
            exchange_id=found.pk,
            number=_number(request, "number"),
            delivered=delivered,
            now=timezone.now(),
        ),
        _("C'est noté."),
    )


@require_POST
@for_people("exchange")
def missed(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Say that the other was not there: field `number`."""
    found = find_own(viewer, code)
    number = _number(request, "number")
    return _done(
        request,
        code,
        lambda: say_missed(person=viewer, exchange_id=found.pk, number=number, now=timezone.now()),
        _("C'est noté. L'autre peut dire ce qu'il en est."),
    )


@require_POST
@for_people("exchange")
def say_thanks(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Say thank you: fields `words`, `number`, and `given` (yes: what was promised in return is given with it)."""
    found = find_own(viewer, code)
    words = request.POST.get("words", "").replace("\x00", "").replace("\r\n", "\n").strip()
    if len(words) > LONGEST_WORDS:
        error = _("Plus court : 500 signes au plus.")
        return exchange_page(request, viewer, found, error=error, thanks=words)
    now = timezone.now()

    def both() -> None:
        thank(giver=viewer, exchange_id=found.pk, words=words, number=_number(request, "number"), now=now)
        if request.POST.get("given") == "yes" and found.in_return:
            settle_exchange(exchange_id=found.pk, part="return", by=viewer, now=now)

    return _done(request, code, both, _("C'est dit. Merci à vous."))


@require_POST
@for_people("exchange")
def given(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Say that what was promised in return (something else than credits and euros) has come."""
    found = find_own(viewer, code)
    return _done(
        request,
        code,
        lambda: settle_exchange(exchange_id=found.pk, part="return", by=viewer, now=timezone.now()),
        _("C'est noté."),
    )


@require_POST
@for_people("exchange")
def skip(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Leave out one time of a repeated promise, or take it up again: fields `number` and `skipped` (yes or no)."""
    found = find_own(viewer, code)
    is_skipped = request.POST.get("skipped") == "yes"
    return _done(
        request,
        code,
        lambda: skip_time(
            person=viewer,
            exchange_id=found.pk,
            number=_number(request, "number"),
            is_skipped=is_skipped,
            now=timezone.now(),
        ),
        _("C'est noté."),
    )


@require_POST
@for_people("exchange")
def end(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """End a repeated promise."""
    found = find_own(viewer, code)
    return _done(
        request,
        code,
        lambda: end_series(person=viewer, exchange_id=found.pk, now=timezone.now()),
        _("C'est noté : il n'y aura pas d'autre fois."),
    )


@require_POST
@for_people("exchange")
def show(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Show a thank-you on one's own page, or not any more: fields `thanks` (its key) and `shown` (yes or no)."""
    find_own(viewer, code)
    try:
        key = UUID(request.POST.get("thanks", ""))
    except ValueError:
        return redirect("exchange", code=code)
    is_shown = request.POST.get("shown") == "yes"
    return _done(
        request,
        code,
        lambda: journey_show_thanks(receiver=viewer, thanks_id=key, is_shown=is_shown, now=timezone.now()),
        _("Ce merci est sur votre page.") if is_shown else _("Ce merci n'est plus sur votre page."),
    )


@require_POST
@for_people("exchange")
def settle(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Settle a problem, as a steward, or take one's own back: fields `outcome`, `words`, `asks_others`."""
    found = find_exchange(viewer, code)
    return _done(
        request,
        code,
        lambda: settle_problem(
            person=viewer,
            exchange_id=found.pk,
            outcome=request.POST.get("outcome", ""),
            words=request.POST.get("words", "").replace("\x00", ""),
            asks_others=request.POST.get("asks_others") == "yes",
            now=timezone.now(),
        ),
        _("C'est réglé. Les deux le lisent."),
    )


def _number(request: HttpRequest, name: str) -> int:
    """A small whole number of the form; nought for anything else, which no time and no version has."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 7 else 0


def _done(request: HttpRequest, code: str, journey: Callable[[], Any], words: str) -> HttpResponse:
    if is_too_often(request, what="exchange", most=ACTS_A_MINUTE, seconds=60):
        return too_often(request)
    try:
        journey()
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        messages.success(request, words)
    return redirect("exchange", code=code)
