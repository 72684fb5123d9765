"""/c/<slug>/credits/: one's own account in a community: what one has, how far one may go, every line; or the tally book of gifts."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.ledgers import queries
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.credits import A_PAGE, book_of, limits_of, lines_of, scale_of
from entraide.web.forms.credits import BuyForm, CreditsForm
from entraide.wording.amounts import euros
from entraide.wording.credits import accounts_title, book_title, how_it_works, times, words_count

LONGEST_SEARCH = 60
# How long it is shown which debts fell away in rings.
NETTED_SHOWN = timedelta(days=60)


@never_cache
@require_http_methods(["GET", "HEAD"])
@in_house("members", page="credits")
def credits(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """One's own account. ?q= searches it, ?before= leafs on; ?to=, ?amount=, ?exchange= fill in the form."""
    return credits_page(request, person, house)


def credits_page(
    request: HttpRequest, person: Person, house: Community, *, form: CreditsForm | None = None
) -> HttpResponse:
    """The page, with the form as it was sent where something in it is to be mended."""
    now = timezone.now()
    terms = queries.terms_in_force(house, now=now)
    context: dict[str, Any] = {
        "house": house,
        "section": "credits",
        "title": book_title(terms.unit),
        "unit": terms.unit,
    }
    if terms.unit.is_gift:
        book = book_of(person, community=house)
        context["rows"] = [
            ("helped", book.helped, times(book.helped.count)),
            ("was_helped", book.was_helped, times(book.was_helped.count)),
            ("thanks", book.thanks, words_count(book.thanks.count)),
        ]
        return render(request, "web/credits_book.html", context)
    account = queries.account_in(person, community=house, unit=terms.unit.kind)
    limits = limits_of(account, terms)
    balance = account.balance_minor if account else 0
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_SEARCH]
    before = _number(request.GET.get("before", ""))
    found = queries.entries_of(account, before=before, most=A_PAGE + 1, words=words) if account else []
    shown = found[:A_PAGE]
    most = limits.can_give(balance_minor=balance)
    most = min(most, terms.most_minor) if terms.most_minor else most
    context |= {
        "heading": accounts_title(terms.unit),
        "scale": scale_of(balance, limits, terms.unit),
        "terms": terms,
        "has_own_limits": account is not None and queries.own_limits_of(account, terms=terms) is not None,
        "how": how_it_works(terms),
        "most_minor": most,
        "form": form or CreditsForm(viewer=person, house=house, unit=terms.unit, initial=_asked(request)),
        "buying": BuyForm(unit=terms.unit) if terms.cents_each else None,
        "price": euros(terms.cents_each) if terms.cents_each else "",
        "asked": queries.requests_to(person, community=house),
        "asking": queries.requests_from(person, community=house),
        "netted": queries.netted_of(person, community=house, unit=terms.unit.kind, since=now - NETTED_SHOWN),
        "me": person,
        "lines": lines_of(shown, account=account) if account else [],
        "further": _further(words, shown[-1].number) if len(found) > A_PAGE else "",
        "is_first": before is None,
        "words": words,
        "tends": tends(person, community=house),
        "is_closed": house.closed_at is not None,
    }
    return render(request, "web/credits.html", context, status=422 if form is not None else 200)


def _further(words: str, number: int) -> str:
    return urlencode({"q": words, "before": str(number)} if words else {"before": str(number)})


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address fills in: whom, how much, for which exchange."""
    sent = {name: request.GET.get(name, "").replace("\x00", "")[:60] for name in ("who", "to", "amount", "exchange")}
    return {name: value for name, value in sent.items() if value}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@never_cache
@require_safe
@in_house("members", page="commons")
def commons(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The community's own account, which all members read; whoever runs it pays from it on a page of its own."""
    terms = queries.terms_in_force(house, now=timezone.now())
    if terms.unit.is_gift:
        return redirect("credits", house.slug)
    account = queries.commons_account(house, unit=terms.unit.kind)
    limits = limits_of(account, terms) if account else terms.commons
    before = _number(request.GET.get("before", ""))
    found = queries.entries_of(account, before=before, most=A_PAGE + 1) if account else []
    shown = found[:A_PAGE]
    is_steward = tends(person, community=house)
    context = {
        "house": house,
        "section": "credits",
        "title": book_title(terms.unit),
        "unit": terms.unit,
        "balance_minor": account.balance_minor if account else 0,
        "floor_minor": limits.floor_minor,
        "lines": lines_of(shown, account=account, may_undo_all=is_steward) if account else [],
        "further": urlencode({"before": shown[-1].number}) if len(found) > A_PAGE else "",
        "is_first": before is None,
        "tends": is_steward,
    }
    return render(request, "web/commons.html", context)


def link_of(house: Community) -> str:
    """The address of one's own account there."""
    return reverse("credits", args=[house.slug])


def key_of(text: str) -> UUID | None:
    """An identifier that was sent, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
