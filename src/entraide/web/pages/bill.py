"""/b/<code>/: a bill, for who pays it and who is paid; how to pay it, and what each says of it. /mine/bills/: all of mine."""

from collections.abc import Callable
from typing import IO, Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.adapters.payments.port import NoProvider
from entraide.journeys.pay_by_card import look_up_card, pay_by_card, provider_for, webhook_address
from entraide.journeys.read_own_statement import read_own_statement
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_paid import cancel_bill, confirm_received, say_not_received, say_paid
from entraide.journeys.send_bills import add_solidarity, solidarity_part
from entraide.logic.euros.camt053 import WrongStatement, entries_of
from entraide.records.payments import queries
from entraide.records.payments.models import Bill
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.transfers import transfer_of
from entraide.web.uploads import takes_files
from entraide.wording.bills import bill_title, statement_fault

A_PAGE = 30
SENT_A_MINUTE = 30
MOST_BYTES = 5 * 1024 * 1024


@takes_files(most_bytes=MOST_BYTES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("bill")
def bill(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The bill; a POST says what one does with it (`action`). `?card=back`: somebody comes back from paying by card.

    `action=statement` with a bank's `statement` as a file: whoever is paid lets it be looked at for this bill.
    """
    found = queries.bill_for(person, code)
    if found is None:
        raise Http404
    if request.method == "POST":
        if is_too_often(request, what="bills", most=SENT_A_MINUTE, seconds=60):
            return too_often(request)
        return _act(request, person, found)
    if "card" in request.GET:
        _look_up(request, found)
        return redirect("bill", code=code)
    return _page(request, person, found)


def _act(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    act = _ACTS.get(request.POST.get("action", ""))
    if act is None:
        return redirect("bill", code=found.code)
    try:
        return act(request, person, found)
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    return redirect("bill", code=found.code)


def _said_paid(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    say_paid(bill=found, payer=person, now=timezone.now())
    messages.success(request, _("Merci. Dès que c'est arrivé, vous le saurez."))
    return redirect("bill", code=found.code)


def _received(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    way = "cash" if request.POST.get("way") == "cash" else "transfer"
    confirm_received(bill=found, by=person, way=way, now=timezone.now())
    messages.success(request, _("C'est noté : bien reçu."))
    return redirect("bill", code=found.code)


def _statement(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    file = request.FILES.get("statement")
    if not isinstance(file, UploadedFile) or not file.size:
        return _page(request, person, found, error=statement_fault("missing"))
    try:
        read_own_statement(bill=found, payee=person, entries=entries_of(cast(IO[bytes], file)), now=timezone.now())
    except WrongStatement as wrong:
        return _page(request, person, found, error=statement_fault(wrong.code))
    except Refusal as refusal:
        return _page(request, person, found, error=refusal_words(refusal))
    messages.success(request, _("C'est noté : bien reçu."))
    return redirect("bill", code=found.code)


def _missing(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    say_not_received(bill=found, by=person, now=timezone.now())
    messages.success(request, _("C'est noté. Qui paie l'apprend, et vérifie."))
    return redirect("bill", code=found.code)


def _cancel(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    cancel_bill(bill=found, by=person, now=timezone.now())
    messages.success(request, _("C'est annulé : il n'y a plus rien à payer."))
    return redirect("bill", code=found.code)


def _solidarity(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    added = add_solidarity(bill=found, payer=person, now=timezone.now())
    return redirect("bill", code=added.code)


def _card(request: HttpRequest, person: Person, found: Bill) -> HttpResponse:
    # The way there is a link on the page: a form of ours sends nothing to anybody else.
    pay_by_card(
        bill=found,
        payer=person,
        back_to=f"{settings.ADDRESS}{found.get_absolute_url()}?card=back",
        tell=webhook_address(reverse("card_heard")),
        now=timezone.now(),
    )
    return redirect("bill", code=found.code)


_ACTS: dict[str, Callable[[HttpRequest, Person, Bill], HttpResponse]] = {
    "paid": _said_paid,
    "received": _received,
    "statement": _statement,
    "missing": _missing,
    "cancel": _cancel,
    "solidarity": _solidarity,
    "card": _card,
}


def _look_up(request: HttpRequest, found: Bill) -> None:
    """Ask the provider now: whoever comes back wants to know, and its own message may be late."""
    card = queries.open_card_payment(found)
    if card is None or is_too_often(request, what="card", most=10, seconds=60):
        return
    try:
        if look_up_card(card=card, now=timezone.now()) == "open":
            messages.success(request, _("Le paiement n'est pas encore confirmé. Cette page le dira."))
    except NoProvider:
        messages.warning(
            request, _("Le paiement par carte ne répond pas pour l'instant. Cette page dira ce qu'il en est.")
        )


def _page(request: HttpRequest, person: Person, found: Bill, *, error: str = "") -> HttpResponse:
    is_payer = found.payer_id == person.pk
    percent, part = solidarity_part(found, now=timezone.now()) if is_payer and found.state != "cancelled" else (0.0, 0)
    provider = provider_for(found) if is_payer else None
    context: dict[str, Any] = {
        "house": found.community,
        "section": "mine",
        "bill": found,
        "title": bill_title(purpose=found.purpose, what=found.what, period=found.period),
        "gone": _("quelqu'un qui est parti"),
        "is_payer": is_payer,
        "is_paid": found.payee_id == person.pk,
        "keeps_books": not is_payer and found.is_to_community,
        "error": error,
        "may_cancel": found.is_open and not found.paid_cents and (not is_payer or found.asked_by_id == person.pk),
        "transfer": transfer_of(found) if is_payer else None,
        "provider": provider.name if provider else "",
        "card": queries.open_card_payment(found) if provider else None,
        "percent": percent,
        "part": part,
        "solidarity": queries.solidarity_of(found) if part else None,
    }
    return render(request, "web/bill.html", context, status=422 if error else 200)


@never_cache
@require_safe
@for_people("my_bills")
def my_bills(request: HttpRequest, person: Person) -> HttpResponse:
    """What I have to pay, what comes to me, and what is over."""
    to_pay, to_me = list(queries.bills_to_pay(person)[:A_PAGE]), list(queries.bills_to_receive(person)[:A_PAGE])
    over = sorted((one for one in to_pay + to_me if not one.is_open), key=lambda one: one.asked_at, reverse=True)
    context = {
        "section": "mine",
        "to_pay": [one for one in to_pay if one.is_open],
        "to_me": [one for one in to_me if one.is_open],
        "over": over[:A_PAGE],
    }
    return render(request, "web/my_bills.html", context)
