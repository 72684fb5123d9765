"""/e/<code>/euros/: whoever helped asks for the part in euros that was agreed, by an account for this once, or notes it as given."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.ask_euros import ask_euros, left_to_ask, receive_in_hand, waive_euros
from entraide.journeys.refusals import Refusal
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import exchange_for
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.web.forms.bills import AskEurosForm, plain_euros
from entraide.web.refusals import refusal_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("ask_euros")
def ask_for_euros(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The form; a POST asks, notes that it was given in the hand (`action=in_hand`), or lets go of it (`waive`)."""
    exchange = exchange_for(person, code)
    if exchange is None or exchange.helper_id != person.pk or not exchange.cents:
        raise Http404
    left = left_to_ask(exchange)
    if request.method != "POST":
        return _page(request, exchange, AskEurosForm(most=left, initial=_first(left)), left)
    try:
        if request.POST.get("action") == "in_hand":
            bill = receive_in_hand(exchange=exchange, payee=person, now=timezone.now())
            messages.success(request, _("C'est noté : bien reçu."))
            return redirect("bill", code=bill.code)
        if request.POST.get("action") == "waive":
            waive_euros(exchange=exchange, payee=person, now=timezone.now())
            messages.success(request, _("C'est offert. Merci."))
            return redirect(exchange.get_absolute_url())
        form = AskEurosForm(request.POST, most=left)
        if form.is_valid():
            said = form.cleaned_data
            bill = ask_euros(
                exchange=exchange,
                payee=person,
                cents=said["euros"],
                iban=said["iban"],
                holder=said["holder"],
                now=timezone.now(),
            )
            messages.success(request, _("C'est demandé. Vous saurez quand ce sera payé."))
            return redirect("bill", code=bill.code)
    except Refusal as refusal:
        form = AskEurosForm(request.POST, most=left)
        form.add_error(None, refusal_words(refusal))
    return _page(request, exchange, form, left)


def _first(left: int) -> dict[str, str]:
    return {"euros": plain_euros(left)}


def _page(request: HttpRequest, exchange: Exchange, form: AskEurosForm, left: int) -> HttpResponse:
    context = {"house": exchange.community, "section": "mine", "exchange": exchange, "form": form, "left": left}
    return render(request, "web/ask_euros.html", context, status=422 if form.errors else 200)
