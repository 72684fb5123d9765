"""/c/<slug>/euros/: the books in euros of a community, for whoever tends it: its account, statements, what waits, bills to members."""

import csv
from datetime import date
from typing import IO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.journeys.match_payment import match_payment, set_aside, take_up_again, undo_match
from entraide.journeys.reconcile_statement import Reconciled, reconcile_statement
from entraide.journeys.refusals import Refusal
from entraide.journeys.send_bills import send_bill, send_bills
from entraide.journeys.set_bank_account import set_bank_account
from entraide.logic.charter.rules import Rules
from entraide.logic.euros.camt053 import WrongStatement, entries_of
from entraide.logic.euros.iban import in_fours
from entraide.logic.euros.matching import suggestions
from entraide.logic.euros.structured_communication import read_reference, runs_of_digits
from entraide.records.communities.models import Community
from entraide.records.communities.queries import members_of, rules_of
from entraide.records.payments import queries
from entraide.records.payments.models import PaymentSeen
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.bills import AccountForm, SendBillForm, plain_euros
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.uploads import takes_files
from entraide.wording.bills import bill_columns, bill_row, statement_fault

A_PAGE = 30
MOST_WAITING = 20
MOST_NAMESAKES = 12
# A statement of a busy month of a large community.
MOST_BYTES = 5 * 1024 * 1024
STATES = ("open", "paid", "cancelled", "all")


@takes_files(most_bytes=MOST_BYTES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="community_euros")
def community_euros(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The books; a POST takes in a bank's statement (file `statement`). `?state=` shows other bills, `?before=` goes on from one."""
    if request.method != "POST":
        return _books(request, person, house)
    if is_too_often(request, what="statements", most=30, seconds=3600):
        return too_often(request)
    file = request.FILES.get("statement")
    if not isinstance(file, UploadedFile) or not file.size:
        return _books(request, person, house, error=statement_fault("missing"))
    try:
        done = reconcile_statement(
            steward=person, community=house, entries=entries_of(cast(IO[bytes], file)), now=timezone.now()
        )
    except WrongStatement as wrong:
        return _books(request, person, house, error=statement_fault(wrong.code))
    except Refusal as refusal:
        return _books(request, person, house, error=refusal_words(refusal))
    messages.success(request, _told(done))
    return redirect("community_euros", slug=house.slug)


def _told(done: Reconciled) -> str:
    said = [
        ngettext("%(n)s paiement lu", "%(n)s paiements lus", done.seen) % {"n": done.seen},
        ngettext("%(n)s reconnu", "%(n)s reconnus", done.matched) % {"n": done.matched} if done.matched else "",
        ngettext("%(n)s attend votre regard", "%(n)s attendent votre regard", done.waiting) % {"n": done.waiting}
        if done.waiting
        else "",
        ngettext("%(n)s déjà connu", "%(n)s déjà connus", done.known) % {"n": done.known} if done.known else "",
    ]
    return ", ".join(part for part in said if part) + "."


def _books(request: HttpRequest, person: Person, house: Community, *, error: str = "") -> HttpResponse:
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    rows = queries.bills_of_house(person, community=house, state=state)
    try:
        before = UUID(request.GET["before"]) if "before" in request.GET else None
    except ValueError:
        before = None
    bills = list((rows if before is None else rows.filter(pk__lt=before)).order_by("-pk")[: A_PAGE + 1])
    waiting = list(queries.payments_waiting(person, community=house)[: MOST_WAITING + 1])
    account = queries.account_of(house)
    context = {
        "house": house,
        "section": "desk",
        "account": account,
        "iban": in_fours(account.iban) if account else "",
        "waiting": waiting[:MOST_WAITING],
        "is_more_waiting": len(waiting) > MOST_WAITING,
        "matches": queries.latest_matches(person, community=house, most=5),
        "round": next(iter(queries.rounds_of(house)), None),
        "bills": bills[:A_PAGE],
        "next": bills[A_PAGE - 1].pk if len(bills) > A_PAGE else None,
        "is_first": before is None,
        "state": state,
        "states": STATES,
        "error": error,
    }
    return render(request, "web/community_euros.html", context, status=422 if error else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="community_account")
def community_account(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Into which account one pays; a POST says another, or (`take_away`) none."""
    kept = queries.account_of(house)
    form = AccountForm(initial={"iban": in_fours(kept.iban), "holder": kept.holder} if kept else None)
    if request.method == "POST":
        form = AccountForm(request.POST)
        takes_away = "take_away" in request.POST
        if takes_away or form.is_valid():
            said = {"iban": "", "holder": ""} if takes_away else form.cleaned_data
            try:
                set_bank_account(
                    steward=person, community=house, iban=said["iban"], holder=said["holder"], now=timezone.now()
                )
            except Refusal as refusal:
                form.add_error(None, refusal_words(refusal))
            else:
                messages.success(request, _("C'est noté. Qui anime la communauté avec vous l'apprend."))
                return redirect("community_euros", slug=house.slug)
    context = {
        "house": house,
        "section": "desk",
        "form": form,
        "account": kept,
        "history": [(one, in_fours(one.iban) if one.iban else "") for one in queries.accounts_of(house)],
    }
    return render(request, "web/community_account.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="send_bills")
def send_bills_page(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Ask one member, or all, for a subscription or a share."""
    today = timezone.localdate()
    rules = rules_of(house, now=timezone.now())
    form = SendBillForm(request.POST if request.method == "POST" else None, today=today, initial=_usual(rules, today))
    namesakes: list[Person] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        what = {name: said[name] for name in ("purpose", "what", "period", "due_on")} | {"cents": said["euros"]}
        try:
            if said["whom"] == "all":
                send_bills(steward=person, community=house, now=timezone.now(), **what)
                messages.success(request, _("C'est parti : chaque membre le reçoit dans les minutes qui viennent."))
                return redirect("community_euros", slug=house.slug)
            namesakes = _named(house, said["member"], request.POST.get("code", ""))
            if len(namesakes) == 1:
                bill = send_bill(steward=person, community=house, member=namesakes[0], now=timezone.now(), **what)
                return redirect("bill", code=bill.code)
            if not namesakes:
                form.add_error("member", _("Aucun membre ne porte ce prénom. Vérifiez l'orthographe."))
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
    context = {
        "house": house,
        "section": "desk",
        "form": form,
        "namesakes": namesakes,
        "has_account": queries.account_of(house) is not None,
    }
    return render(request, "web/send_bills.html", context, status=422 if form.errors or namesakes else 200)


def _usual(rules: Rules, today: date) -> dict[str, str]:
    """The community's own subscription, for this year or month, if it has one."""
    if not rules.subscription_cents:
        return {}
    period = f"{today:%Y-%m}" if rules.subscription_every == "month" else f"{today:%Y}"
    return {"purpose": "subscription", "euros": plain_euros(rules.subscription_cents), "period": period, "whom": "all"}


def _named(house: Community, name: str, code: str) -> list[Person]:
    """The members of this first name; the one whose page has this code, if several have it and one was chosen."""
    found = [one.person for one in members_of(house, letters=name)[:MOST_NAMESAKES]]
    same = [one for one in found if one.first_name.casefold() == " ".join(name.split()).casefold()] or found
    return [one for one in same if one.code == code] or same


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="payment_seen")
def payment_seen(request: HttpRequest, person: Person, house: Community, payment: UUID) -> HttpResponse:
    """A payment on a statement: which bill it may be for; a POST says which (`bill`), that it is for none, or that a match was wrong."""
    found = queries.payment_for(person, community=house, payment_id=payment)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _settle(request, person, house, found)
    return _payment_page(request, person, house, found)


def _settle(request: HttpRequest, person: Person, house: Community, found: PaymentSeen) -> HttpResponse:
    now = timezone.now()
    try:
        if request.POST.get("action") == "set_aside":
            set_aside(steward=person, community=house, payment_id=found.pk, now=now)
        elif request.POST.get("action") == "take_up":
            take_up_again(steward=person, community=house, payment_id=found.pk, now=now)
        elif "undo" in request.POST:
            undo_match(steward=person, community=house, match_id=UUID(request.POST["undo"]), now=now)
        else:
            bill = _said_bill(person, house, request)
            if bill is None:
                return _payment_page(
                    request, person, house, found, error=_("Aucun montant ouvert ne porte cette communication.")
                )
            match_payment(steward=person, community=house, payment_id=found.pk, bill_id=bill, now=now)
            messages.success(request, _("C'est rapproché."))
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    except ValueError:
        return redirect("payment_seen", slug=house.slug, payment=found.pk)
    found.refresh_from_db()
    if found.state == "waiting":
        return redirect("payment_seen", slug=house.slug, payment=found.pk)
    return redirect("community_euros", slug=house.slug)


def _said_bill(person: Person, house: Community, request: HttpRequest) -> UUID | None:
    """The bill that was chosen, or whose communication was typed."""
    if request.POST.get("bill"):
        return UUID(request.POST["bill"])
    reference = read_reference(request.POST.get("reference", "")[:60])
    bill = queries.bills_with_reference(person, community=house, reference=reference) if reference else None
    return bill.pk if bill else None


def _payment_page(
    request: HttpRequest, person: Person, house: Community, found: PaymentSeen, *, error: str = ""
) -> HttpResponse:
    thought = suggestions(
        cents=found.left_cents,
        references=found.references,
        digits=runs_of_digits(found.words),
        words=found.words,
        name=found.name,
        owed=queries.owed_to(house) if found.state == "waiting" else [],
    )
    bills = queries.bills_by_id(person, community=house, bill_ids=[one.bill_id for one in thought])
    context = {
        "house": house,
        "section": "desk",
        "payment": found,
        "thought": [(bills[one.bill_id], one.because) for one in thought if one.bill_id in bills],
        "matches": queries.matches_of(found),
        "error": error,
        "typed": request.POST.get("reference", "")[:60] if error else "",
    }
    return render(request, "web/payment_seen.html", context, status=422 if error else 200)


@never_cache
@require_safe
@in_house("stewards", page="community_euros")
def bills_csv(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """All bills to the community as a table to take along."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{house.slug}-euros.csv"'
    write = csv.writer(answer).writerow
    write(bill_columns())
    for row in queries.bills_as_rows(person, community=house).iterator(2000):
        write(_harmless(bill_row(row)))
    return answer


def _harmless(cells: list[str]) -> list[str]:
    """The cells as no spreadsheet takes them for a formula, whatever somebody wrote."""
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells]
