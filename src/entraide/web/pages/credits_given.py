"""Giving credits, asking for some, answering, undoing, paying from the commons: each looked at once more before it is done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entraide.journeys.ask_credits import accept_request, ask_credits, cancel_request, decline_request
from entraide.journeys.give_credits import give_credits
from entraide.journeys.pay_from_commons import Pay, pay_from_commons
from entraide.journeys.refusals import Refusal
from entraide.journeys.send_bills import ask_to_buy
from entraide.journeys.undo_transfer import undo_transfer
from entraide.logic.bookkeeping.terms import Terms
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.exchanges.queries import exchange_for
from entraide.records.ledgers import queries
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.credits import limits_of
from entraide.web.forms.credits import BuyForm, CreditsForm
from entraide.web.limits import is_too_often
from entraide.web.pages.credits import credits_page
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.wording.amounts import amount, typed
from entraide.wording.credits import book_title

WRITES_A_MINUTE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="give_credits")
def give(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """First what would be given is shown once more (422 with what is to be mended); sent with `sure`, it is given."""
    terms = _counting(house)
    if terms is None or request.method != "POST":
        return redirect("credits", house.slug)
    if is_too_often(request, what="credits", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    form = CreditsForm(request.POST, viewer=person, house=house, unit=terms.unit)
    if not form.is_valid():
        return credits_page(request, person, house, form=form)
    said = form.cleaned_data
    exchange = exchange_for(person, said["exchange"]) if said["exchange"] else None
    account = queries.account_in(person, community=house, unit=terms.unit.kind)
    balance = account.balance_minor if account else 0
    if "sure" in request.POST:
        try:
            give_credits(
                payer=person,
                payee=said["person"],
                community=house,
                amount_minor=said["amount"],
                words=said["words"],
                key=form.key_value,
                now=timezone.now(),
                exchange=exchange,
            )
        except Refusal as refusal:
            _at_field(form, refusal, most=limits_of(account, terms).can_give(balance_minor=balance), terms=terms)
            return credits_page(request, person, house, form=form)
        values = {"amount": amount(said["amount"], terms.unit), "name": said["person"].first_name}
        messages.success(request, _("C'est donné : %(amount)s à %(name)s.") % values)
        return redirect("exchange", exchange.code) if exchange else redirect("credits", house.slug)
    most = limits_of(account, terms).can_give(balance_minor=balance)
    fault = "below_floor" if said["amount"] > most else ""
    fault = "too_much_at_once" if terms.most_minor and said["amount"] > terms.most_minor else fault
    if fault:
        _at_field(form, Refusal(fault), most=most, terms=terms)
        return credits_page(request, person, house, form=form)
    context = _context(house, terms) | {
        "form": form,
        "who": said["person"],
        "amount_minor": said["amount"],
        "words": said["words"],
        "after_minor": balance - said["amount"],
        "key": form.key_value,
        "exchange": exchange,
    }
    return render(request, "web/credits_check.html", context)


def _at_field(form: CreditsForm, refusal: Refusal, *, most: int, terms: Terms) -> None:
    """What is to be mended stands at its field, said as a way out."""
    values = {"asked": amount(form.cleaned_data.get("amount") or 0, terms.unit)}
    if refusal.code == "too_much_at_once":
        values["most"] = typed(min(most, terms.most_minor), terms.unit)
        form.add_error("amount", _("%(asked)s, c'est plus qu'en une fois. Essayez %(most)s ou moins.") % values)
    elif refusal.code == "below_floor":
        values["most"] = typed(most, terms.unit)
        said = _("%(asked)s, c'est plus que vous ne pouvez donner. Essayez %(most)s ou moins.")
        form.add_error(
            "amount", (said if most else _("Votre compte est à sa limite basse : recevez d'abord.")) % values
        )
    elif refusal.code in ("above_ceiling", "wrong_amount"):
        form.add_error("amount", refusal_words(refusal))
    elif refusal.code == "too_long":
        form.add_error("words", refusal_words(refusal))
    else:
        form.add_error("who", refusal_words(refusal))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="ask_credits")
def ask(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Ask another member for credits."""
    terms = _counting(house)
    if terms is None:
        return redirect("credits", house.slug)
    if request.method != "POST":
        form = CreditsForm(viewer=person, house=house, unit=terms.unit, must_say=True)
        return render(request, "web/credits_ask.html", _context(house, terms) | {"form": form})
    if is_too_often(request, what="credits", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    form = CreditsForm(request.POST, viewer=person, house=house, unit=terms.unit, must_say=True)
    if form.is_valid():
        try:
            ask_credits(
                payee=person,
                payer=form.cleaned_data["person"],
                community=house,
                amount_minor=form.cleaned_data["amount"],
                words=form.cleaned_data["words"],
                key=form.key_value,
                now=timezone.now(),
            )
        except Refusal as refusal:
            _at_field(form, refusal, most=terms.most_minor, terms=terms)
        else:
            messages.success(request, _("C'est demandé. Rien ne bouge avant la réponse."))
            return redirect("credits", house.slug)
    return render(request, "web/credits_ask.html", _context(house, terms) | {"form": form}, status=422)


@never_cache
@require_POST
@in_house("members", page="credits")
def buy(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Buy credits from the community, where it sells them: a bill, to be paid in euros; they come once it is paid."""
    terms = _counting(house)
    if terms is None:
        return redirect("credits", house.slug)
    if is_too_often(request, what="credits", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    form = BuyForm(request.POST, unit=terms.unit)
    if not form.is_valid():
        messages.warning(request, " ".join(str(error) for error in form.errors["amount"]))
        return redirect("credits", house.slug)
    try:
        bill = ask_to_buy(member=person, community=house, amount_minor=form.cleaned_data["amount"], now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
        return redirect("credits", house.slug)
    return redirect(bill.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="credit_request")
def request_answer(request: HttpRequest, person: Person, house: Community, key: UUID) -> HttpResponse:
    """Answer a request (action=accept or decline), or take one's own back (action=cancel)."""
    found = queries.request_with(key)
    if found is None or found.community_id != house.pk or person.pk not in (found.payer_id, found.payee_id):
        raise Http404
    if request.method != "POST":
        return redirect("credits", house.slug)
    action = request.POST.get("action", "")
    try:
        if action == "accept":
            accept_request(request_id=key, person=person, now=timezone.now())
            messages.success(request, _("C'est donné."))
        elif action == "decline":
            decline_request(request_id=key, person=person, now=timezone.now())
            messages.success(request, _("C'est dit : pas cette fois."))
        elif action == "cancel":
            cancel_request(request_id=key, person=person, now=timezone.now())
            messages.success(request, _("Votre demande est retirée."))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("credits", house.slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="undo_transfer")
def undo(request: HttpRequest, person: Person, house: Community, key: UUID) -> HttpResponse:
    """Give back what came, after a second look; whoever runs the community says why."""
    found = queries.transfer_for(person, community=house, transfer_id=key)
    is_payee = found is not None and found.payee.person_id == person.pk
    if found is None or not (is_payee or tends(person, community=house)):
        raise Http404
    terms = queries.terms_in_force(house, now=timezone.now())
    error, words = "", " ".join(request.POST.get("words", "").replace("\x00", "").split())
    if request.method == "POST":
        try:
            undo_transfer(transfer_id=found.pk, person=person, words=words, now=timezone.now())
        except Refusal as refusal:
            error = refusal_words(refusal)
        else:
            messages.success(request, _("C'est rendu. Les deux lignes restent dans les livres."))
            return redirect("credits" if is_payee else "commons", house.slug)
    context = _context(house, terms) | {
        "transfer": found,
        "is_payee": is_payee,
        "is_undone": hasattr(found, "undone_by"),
        "error": error,
        "words": words[:200],
    }
    return render(request, "web/credits_undo.html", context, status=422 if error else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="pay_from_commons")
def pay(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Pay a member from the commons, for work done for all."""
    terms = _counting(house)
    if terms is None:
        return redirect("credits", house.slug)
    sent = request.POST if request.method == "POST" else None
    form = CreditsForm(sent, viewer=person, house=house, unit=terms.unit, must_say=True)
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        wish = Pay(payee=said["person"], amount_minor=said["amount"], words=said["words"], key=form.key_value)
        try:
            made = pay_from_commons(pays=[wish], steward=person, community=house, now=timezone.now())[0]
        except Refusal as refusal:
            made = refusal
        if not isinstance(made, Refusal):
            values = {"amount": amount(said["amount"], terms.unit), "name": said["person"].first_name}
            messages.success(request, _("La caisse commune a donné %(amount)s à %(name)s.") % values)
            return redirect("commons", house.slug)
        form.add_error("amount", refusal_words(made))
    context = _context(house, terms) | {"form": form}
    return render(request, "web/commons_pay.html", context, status=200 if sent is None else 422)


def _counting(house: Community) -> Terms | None:
    """The terms of what the community counts; None where it counts nothing."""
    terms = queries.terms_in_force(house, now=timezone.now())
    return None if terms.unit.is_gift else terms


def _context(house: Community, terms: Terms) -> dict[str, Any]:
    return {"house": house, "section": "credits", "title": book_title(terms.unit), "unit": terms.unit, "terms": terms}
