"""Undo a transfer: by its opposite, once. The books forget nothing; both lines stay."""

from datetime import datetime
from uuid import UUID, uuid5

from entraide.journeys.give_credits import LONGEST_WORDS, clean
from entraide.journeys.move_credits import in_the_books, keep
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.ledgers import changes
from entraide.records.ledgers.books import Wish, open_books
from entraide.records.ledgers.models import UNDOABLE, Transfer
from entraide.records.ledgers.queries import terms_in_force
from entraide.records.people.models import Person


def undo_transfer(*, transfer_id: UUID, person: Person, words: str, now: datetime) -> Transfer:
    """Give back what came: whoever received it may, and whoever runs the community, who says why. Twice is once.

    Raises Refusal: no_such_transfer, not_undoable (a rule moved it, or it undoes another), not_yours, words_missing (of a steward),
    too_long, not_member (the other has left), below_floor, above_ceiling.
    """
    found = Transfer.objects.select_related("community", "payee").filter(pk=transfer_id).first()
    if found is None:
        raise Refusal("no_such_transfer")
    community = found.community

    def work() -> Transfer:
        transfer = changes.locked_transfer(transfer_id=transfer_id)
        if transfer is None:
            raise Refusal("no_such_transfer")
        _may_undo(transfer, person, words, community)
        terms = terms_in_force(community, now=now)
        wish = Wish(
            key=uuid5(transfer.pk, "undone"),
            payer=transfer.payee.person_id,
            payee=transfer.payer.person_id,
            amount_minor=transfer.amount_minor,
            kind="undo",
            words=clean(words),
            made_by=person.pk,
            about=transfer.about,
            undoes=transfer.pk,
            undoes_key=transfer.key,
        )
        books = open_books(community_id=community.pk, holders={wish.payer, wish.payee}, keys={(wish.payer, wish.key)})
        made = keep([wish], books=books, community=community, terms=terms, now=now)[0]
        if isinstance(made, Refusal):
            raise made
        return made

    return in_the_books(work, community_id=community.pk, now=now, terms=lambda: terms_in_force(community, now=now))


def _may_undo(transfer: Transfer, person: Person, words: str, community: Community) -> None:
    if transfer.kind not in UNDOABLE:
        raise Refusal("not_undoable")
    if any(account.kind == "member" and account.person_id is None for account in (transfer.payer, transfer.payee)):
        raise Refusal("not_member")
    if len(clean(words)) > LONGEST_WORDS:
        raise Refusal("too_long")
    if transfer.payee.person_id == person.pk:
        return
    if not tends(person, community=community):
        raise Refusal("not_yours")
    if person.pk == transfer.payer.person_id:
        # Whoever gave does not take it back by running the community.
        raise Refusal("concerned")
    if not clean(words):
        raise Refusal("words_missing")
