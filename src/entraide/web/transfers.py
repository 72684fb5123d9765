"""A bill as a transfer: whom, which account, how much, with which communication, and the code that a bank's app reads."""

from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entraide.logic.euros.epc import payload
from entraide.logic.euros.iban import in_fours
from entraide.logic.euros.structured_communication import as_written
from entraide.records.payments.models import Bill
from entraide.records.payments.queries import account_of


@dataclass(frozen=True)
class Transfer:
    """What a payer types, or points a phone at. `account` in fours; `communication` as one copies it; `code` an inline SVG."""

    holder: str
    account: str
    cents: int
    communication: str
    code: SafeString


def transfer_of(bill: Bill) -> Transfer | None:
    """The transfer that pays what is left of a bill; None once it is closed, or while nobody has said into which account."""
    if not bill.left_cents:
        return None
    holder, iban = bill.holder, bill.iban
    if bill.is_to_community:
        account = account_of(bill.community)
        holder, iban = (account.holder, account.iban) if account else ("", "")
    if not iban:
        return None
    text = payload(holder=holder, account=iban, cents=bill.left_cents, reference=bill.reference)
    return Transfer(holder, in_fours(iban), bill.left_cents, as_written(bill.reference), transfer_code(text))


def transfer_code(text: str) -> SafeString:
    """The drawing of a transfer's text, as the European Payments Council wants it: error correction M, no more, in UTF-8."""
    drawing = segno.make_qr(text, error="m", boost_error=False, encoding="utf-8", eci=False)
    said = _("Code QR du virement")
    svg = drawing.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=0, title=said)
    # segno draws squares from the text; nothing of the text itself stands in the drawing.
    return mark_safe(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308
