"""A bank's statement (CAMT.053 of ISO 20022) read into entries: what came in on which day, with which reference, from whom.

Read as a stream, entry by entry, so that a year's file needs no more memory than a day's. Entities and document types are refused
(defusedxml). Every version from .02 on is read, whatever the bank's prefix for the namespace; of each entry only what telling a
payment needs: the account number of whoever paid, for one, is never taken.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from entraide.logic.euros.cents import cents_of_bank
from entraide.logic.euros.epc import one_line
from entraide.logic.euros.structured_communication import read_reference, references_in

MOST_ENTRIES: Final = 20_000
LONGEST_WORDS: Final = 140
LONGEST_NAME: Final = 70
_DEEPEST: Final = 40
_NAMESPACE = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(?P<version>[0-9]{2})\}Document")
# What banks write where they have no reference of their own.
_NO_REFERENCE: Final = frozenset({"", "NOTPROVIDED", "NOTAVAILABLE", "NONREF", "NONE", "0"})


class WrongStatement(ValueError):
    """The file cannot be read. Codes: not_xml, unsafe (it has a document type or entities), not_a_statement (other XML; a CAMT.052 or
    .054, say), too_many_entries, broken (an entry without amount or day).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One payment on a statement.

    Attributes:
        account: the number of the account whose statement it is.
        key: the same each time the same payment stands in a file, another for every other one.
        booked_on: the day on which the bank booked it.
        cents: how much, below nought where money went out.
        is_returned: whether an earlier payment came back.
        references: the references it carries, the structured one first, each checked and bare.
        words: what the payer wrote, on one line, at most 140 signs.
        name: whose account it came from (or went to), as the bank says it, at most 70 signs.
    """

    account: str
    key: str
    booked_on: date
    cents: int
    is_returned: bool = False
    references: tuple[str, ...] = ()
    words: str = ""
    name: str = ""


@dataclass(frozen=True)
class Skipped:
    """An entry that is no payment to look at. `why`: not_booked (announced only), or not_euros."""

    account: str
    why: str


def entries_of(file: IO[bytes]) -> Iterator[Entry | Skipped]:
    """The entries of a statement in their order; a batch booked as one is given payment by payment where the file tells them apart.

    Raises WrongStatement, perhaps after some entries.
    """
    account, currency, depth, count = "", "", 0, 0
    is_document, seen = False, Counter[str]()
    try:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            tag = _local(element.tag)
            if event == "start":
                depth += 1
                if depth > _DEEPEST:
                    raise WrongStatement("not_a_statement")
                if depth == 1:
                    is_document = _NAMESPACE.fullmatch(element.tag) is not None
                    if not is_document:
                        raise WrongStatement("not_a_statement")
                if tag == "Stmt":
                    account, currency = "", ""
                continue
            depth -= 1
            if tag == "Acct" and depth == 3:
                account = "".join(_text(element, "Id", "IBAN").split()).upper()
                currency = _text(element, "Ccy")
            elif tag == "Ntry":
                for one in _payments(element, account=account, currency=currency, seen=seen):
                    count += 1
                    if count > MOST_ENTRIES:
                        raise WrongStatement("too_many_entries")
                    yield one
                element.clear()
            elif tag == "Stmt":
                element.clear()
    except DefusedXmlException:
        raise WrongStatement("unsafe") from None
    except (ParseError, UnicodeDecodeError, LookupError):
        raise WrongStatement("not_xml") from None
    if not is_document:
        raise WrongStatement("not_a_statement")


def _payments(entry: Element, *, account: str, currency: str, seen: Counter[str]) -> Iterator[Entry | Skipped]:
    status = _text(entry, "Sts", "Cd") or _text(entry, "Sts")
    if status and status != "BOOK":
        yield Skipped(account, "not_booked")
        return
    amount = _find(entry, "Amt")
    if amount is None:
        raise WrongStatement("broken")
    if (amount.get("Ccy") or currency or "EUR") != "EUR":
        yield Skipped(account, "not_euros")
        return
    whole = cents_of_bank(amount.text or "")
    day = _day(entry)
    side = _text(entry, "CdtDbtInd")
    if whole is None or day is None or side not in ("CRDT", "DBIT"):
        raise WrongStatement("broken")
    sign = 1 if side == "CRDT" else -1
    # A reversal is marked on the side it takes from: what came in as credit goes out as debit.
    is_returned = _text(entry, "RvslInd").lower() in ("true", "1") and sign < 0
    for part, cents in _parts(entry, whole):
        reference, words, name = _said(entry, part, sign)
        own = _own_reference(entry, part)
        told = (account, day.isoformat(), str(sign * cents), *((own,) if own else (reference, words, name)))
        digest = sha256("\n".join(told).encode()).hexdigest()
        seen[digest] += 1
        yield Entry(
            account=account,
            key=f"{digest[:32]}.{seen[digest]}",
            booked_on=day,
            cents=sign * cents,
            is_returned=is_returned,
            references=tuple(dict.fromkeys([*([reference] if reference else []), *references_in(words)])),
            words=words[:LONGEST_WORDS],
            name=name[:LONGEST_NAME],
        )


def _parts(entry: Element, whole: int) -> list[tuple[Element | None, int]]:
    """The payments booked together in one entry, each with its cents; the entry as one where the file does not tell them apart."""
    parts = [part for batch in _all(entry, "NtryDtls") for part in _all(batch, "TxDtls")]
    if len(parts) < 2:
        return [(parts[0] if parts else None, whole)]
    amounts = [_amount_of(part) for part in parts]
    known = [cents for cents in amounts if cents is not None]
    if len(known) < len(parts) or sum(known) != whole:
        return [(None, whole)]
    return list(zip(parts, known, strict=True))


def _amount_of(part: Element) -> int | None:
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        found = _find(part, *path)
        if found is not None and found.get("Ccy", "EUR") == "EUR":
            return cents_of_bank(found.text or "")
    return None


def _said(entry: Element, part: Element | None, sign: int) -> tuple[str, str, str]:
    """Reference, words and name of one payment. The words are the payer's own; the bank's remarks stand in only where there are none."""
    reference, words, name = "", "", ""
    if part is not None:
        for strd in (one for info in _all(part, "RmtInf") for one in _all(info, "Strd")):
            said = _text(strd, "CdtrRefInf", "Ref") or _text(strd, "CdtrRefInf", "CdtrRef")
            reference = reference or read_reference(said) or ""
            words = words or ("" if reference else said)
        free = "".join(_text(one) or "" for info in _all(part, "RmtInf") for one in _all(info, "Ustrd"))
        words = free or words or _text(part, "AddtlTxInf")
        party = "Dbtr" if sign > 0 else "Cdtr"
        parties = _find(part, "RltdPties")
        if parties is not None:
            name = (
                _text(parties, f"Ultmt{party}", "Pty", "Nm")
                or _text(parties, f"Ultmt{party}", "Nm")
                or _text(parties, party, "Pty", "Nm")
                or _text(parties, party, "Nm")
            )
    words = words or ("" if reference else _text(entry, "AddtlNtryInf"))
    return reference, one_line(words)[: 4 * LONGEST_WORDS], one_line(name)


def _own_reference(entry: Element, part: Element | None) -> str:
    """The bank's own reference of a payment: of the part of a batch, and of the entry; "" if it gives none."""
    found = [_text(entry, "AcctSvcrRef")]
    if part is not None:
        found.append(_text(part, "Refs", "AcctSvcrRef"))
    kept = [one for one in found if one.upper() not in _NO_REFERENCE]
    return "/".join(dict.fromkeys(kept))


def _day(entry: Element) -> date | None:
    for path in (("BookgDt", "Dt"), ("BookgDt", "DtTm"), ("ValDt", "Dt"), ("ValDt", "DtTm")):
        said = _text(entry, *path)[:10]
        try:
            return date.fromisoformat(said)
        except ValueError:
            continue
    return None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _all(parent: Element, name: str) -> list[Element]:
    return [child for child in parent if _local(child.tag) == name]


def _find(parent: Element, *path: str) -> Element | None:
    found: Element | None = parent
    for name in path:
        found = next((child for child in found if _local(child.tag) == name), None) if found is not None else None
    return found


def _text(parent: Element, *path: str) -> str:
    found = _find(parent, *path)
    return (found.text or "").strip() if found is not None else ""
