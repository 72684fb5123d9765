"""Accounts as files: one's own statement, the books without names, the seals; and the page of seals."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.logic.bookkeeping.units import SCALES
from entraide.records.communities.models import Community
from entraide.records.ledgers import queries
from entraide.records.ledgers.models import Account, Entry
from entraide.records.people.models import Person
from entraide.web.access import in_house, let_into
from entraide.wording.credits import book_title

A_PAGE = 30
STATEMENT = (
    *("number", "made_at", "kind", "other", "words", "amount", "balance", "unit"),
    *(
        "amount_minor",
        "balance_minor",
        "account",
        "counterpart",
        "transfer",
        "made_by",
        "about",
        "undoes",
        "words_salt",
        "words_digest",
    ),
    "hash",
)
BOOKS = (
    *(
        "account",
        "number",
        "made_at",
        "kind",
        "counterpart",
        "amount_minor",
        "balance_minor",
        "transfer",
        "made_by",
        "about",
    ),
    *("undoes", "words_digest", "hash"),
)
SEALS = ("unit", "number", "day", "accounts", "entries", "root", "before", "seal")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        """The same."""
        return value


def _csv(name: str, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """A CSV file, line by line, however long. What a spreadsheet might take for a formula is not one."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(head)
        for row in rows:
            yield writer.writerow([_plain(value) for value in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return cast(HttpResponse, response)


def _plain(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return "" if value is None else value


@never_cache
@require_safe
@in_house("members", page="credits")
def statement(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """One's own account, every line, with all that its digests are made of: whoever has it can work it out anew."""
    unit = queries.unit_of(house, now=timezone.now())
    account = None if unit.is_gift else queries.account_in(person, community=house, unit=unit.kind)
    if unit.is_gift:
        return redirect("credits", house.slug)
    rows = (_statement_row(entry, account) for entry in queries.all_entries(account)) if account else ()
    return _csv(f"{house.slug}-{timezone.localdate():%Y-%m-%d}", STATEMENT, rows)


def _statement_row(entry: Entry, account: Account) -> list[Any]:
    transfer = entry.transfer
    other = transfer.payer if entry.amount_minor > 0 else transfer.payee
    name = other.person.first_name if other.person else other.kind if other.kind == "commons" else ""
    return [
        entry.number,
        transfer.made_at.isoformat(),
        transfer.kind,
        name,
        transfer.words,
        _whole(entry.amount_minor, account.unit),
        _whole(entry.balance_minor, account.unit),
        account.unit,
        *(
            entry.amount_minor,
            entry.balance_minor,
            account.mark,
            other.mark,
            transfer.key,
            transfer.made_by,
            transfer.about,
        ),
        transfer.undoes.key if transfer.undoes else None,
        *(transfer.words_salt, transfer.words_digest, entry.hash),
    ]


def _whole(minor: int, unit: str) -> str:
    """The amount in whole units, exactly: hundredths as they are, minutes as hours and minutes."""
    sign, scale = ("-" if minor < 0 else ""), SCALES[unit]
    whole, part = divmod(abs(minor), scale)
    return f"{sign}{whole}:{part:02}" if scale == 60 else f"{sign}{whole}.{part:02}"


@never_cache
@require_safe
@in_house("members", page="credits")
def books(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Every line of every account, without names and words; for members where the rules open the books, else for who runs it."""
    terms = queries.terms_in_force(house, now=timezone.now())
    if not terms.are_books_open:
        let_into(house, viewer=person, whom="stewards")
    return _csv(f"{house.slug}-books", BOOKS, queries.book_rows(house))


@never_cache
@require_safe
@in_house("members", page="seals")
def seals(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The seals of each day, newest first, and how to check them."""
    terms = queries.terms_in_force(house, now=timezone.now())
    if terms.unit.is_gift:
        return redirect("credits", house.slug)
    text = request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    found = queries.seals_of(house, unit=terms.unit.kind, before=before, most=A_PAGE + 1)
    context = {
        "house": house,
        "section": "credits",
        "title": book_title(terms.unit),
        "seals": found[:A_PAGE],
        "further": urlencode({"before": found[A_PAGE - 1].number}) if len(found) > A_PAGE else "",
        "is_first": before is None,
        "are_books_open": terms.are_books_open,
        "unit": terms.unit,
    }
    return render(request, "web/seals.html", context)


@require_safe
@in_house("members", page="seals")
def seals_file(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """All seals, oldest first: what somebody keeps, to hold the books against it later. They tell nothing of anybody."""
    rows = (
        (one.unit, one.number, one.day, one.accounts, one.entries, one.root, one.before, one.digest)
        for one in queries.seals_in_order(house)
    )
    return _csv(f"{house.slug}-seals", SEALS, rows)
