"""A community that counts, for tests: its rules as a test wants them, its members, and what their books say."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.cast import NOW, meet

from entraide.common.ids import uuid7

if TYPE_CHECKING:
    from datetime import datetime

    from entraide.records.communities.models import Community
    from entraide.records.ledgers.models import Transfer
    from entraide.records.people.models import Person


def bank(
    *names: str, now: "datetime" = NOW, slug: str = "etabli", **rules: Any
) -> tuple["Community", dict[str, "Person"]]:
    """A community with these members (the first runs it), which counts copeaux from −40 to 120, or as `rules` say."""
    from entraide.logic.charter.rules import Rules
    from entraide.records.communities.models import Community, Membership, RulesVersion

    community = Community.objects.create(slug=slug, name="L'Établi", opened_at=now)
    usual: dict[str, Any] = {"currency": "credits", "currency_name": "copeaux", "floor": -40, "ceiling": 120}
    RulesVersion.objects.create(
        community=community,
        number=1,
        rules=Rules(**{**usual, **rules}).as_dict(),
        why="Pour commencer.",
        set_at=now,
        holds_from=now,
        held_at=now,
    )
    cast = {name: meet(name, now=now) for name in names}
    for number, person in enumerate(cast.values()):
        Membership.objects.create(community=community, person=person, joined_at=now, is_steward=number == 0)
    return community, cast


def give(
    payer: "Person",
    payee: "Person",
    community: "Community",
    amount_minor: int,
    *,
    now: "datetime" = NOW,
    key: UUID | None = None,
    words: str = "",
    **more: Any,
) -> "Transfer":
    """One gives the other so much."""
    from entraide.journeys.give_credits import give_credits

    return give_credits(
        payer=payer,
        payee=payee,
        community=community,
        amount_minor=amount_minor,
        words=words,
        key=key or uuid7(),
        now=now,
        **more,
    )


def balances(community: "Community") -> dict[str, int]:
    """What everybody has, by first name; the commons as "commons"."""
    from entraide.records.ledgers.models import Account

    rows = Account.objects.filter(community=community).select_related("person")
    return {one.person.first_name if one.person else "commons": one.balance_minor for one in rows}
