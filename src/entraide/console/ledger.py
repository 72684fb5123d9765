"""The books of communities: check them to the last line.

entraide ledger audit                       all communities
entraide ledger audit SLUG                  one of them
entraide ledger audit SLUG --since SEAL     and that this seal, which somebody kept, is one of its own: nothing before it has changed

It reads every line, works out every digest anew, and names what is not right: which account, which entry. Its exit code is 1 then.
docs/explanation/ledger.md says what it checks, and how a stranger checks it without this server.
"""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entraide.logic.bookkeeping.auditing import Fault

HELP = "check the books of communities to the last line"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions and what each takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    audit = actions.add_parser("audit", help="check every line, digest and seal; exit code 1 if something is wrong")
    audit.add_argument(
        "slug", nargs="?", default="", help="the address of one community, as in /c/SLUG/; all without it"
    )
    audit.add_argument(
        "--since", default="", metavar="SEAL", help="a seal that somebody kept: nothing before it has changed"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, print what is wrong; the exit code: 0 if nothing is, 1 if something is, 2 if there is no such community."""
    from entraide.console.setup import prepare

    prepare()
    from django.utils import timezone

    from entraide.records.communities.queries import with_slug
    from entraide.records.ledgers.auditing import audit, counted
    from entraide.records.ledgers.queries import with_books

    if arguments.since and not arguments.slug:
        print("A seal is one community's: name it.", file=sys.stderr)
        return 2
    if arguments.slug:
        found = with_slug(arguments.slug)
        if found is None:
            print(f"There is no community with the address {arguments.slug}.", file=sys.stderr)
            return 2
        houses = [found]
    else:
        houses = with_books()
    wrong = 0
    for house in houses:
        count = 0
        for fault in audit(house, now=timezone.now(), since=arguments.since.strip().lower()):
            print(f"{house.slug}: {fault_words(fault)}", file=sys.stderr)
            count += 1
        accounts, entries, seals = counted(house)
        said = f"{count} faults" if count else "all is right"
        print(f"{house.slug}: {accounts} accounts, {entries} entries, {seals} seals: {said}")
        wrong += count
    return 1 if wrong else 0


def fault_words(fault: "Fault") -> str:
    """What is wrong, and where, on one line."""
    where = [
        f"account {fault.account}" if fault.account else "",
        f"entry {fault.entry}" if fault.entry is not None else "",
        f"transfer {fault.transfer}" if fault.transfer else "",
        f"seal {fault.seal}" if fault.seal is not None else "",
    ]
    return ", ".join([*filter(None, where), _WORDS[fault.code]])


_WORDS = {
    "holder": "it is not held by whom it was opened for",
    "words": "its words are not those that were written",
    "balance": "the balance after it is not the sum so far",
    "number": "its number is not the next one: a line is missing, or one too many",
    "chain": "its digest does not follow from the line and the one before",
    "account_balance": "its balance is not the sum of its entries",
    "account_count": "it does not count as many entries as there are",
    "account_hash": "its digest is not that of its last entry",
    "limits": "its limits are not those of the rules or its own, or its balance lies outside",
    "sides": "the transfer and its entries do not say the same",
    "sum": "the balances do not add up to nought",
    "seal_order": "it is not tied to the seal before it",
    "seal_digest": "its digest is not that of what it says",
    "seal_root": "the accounts did not stand as it says",
    "seal_count": "it does not count the accounts and entries that there were",
    "seal_unknown": "the seal that was kept is none of the community's: what was before it has changed",
}
