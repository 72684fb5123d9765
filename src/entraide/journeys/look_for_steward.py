"""Look for somebody to run a community that the last one who did leaves. Nobody is appointed: a few are asked, and the operators told."""

from datetime import datetime

from entraide.journeys.happen import happen
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities.models import Community
from entraide.records.communities.queries import longest_members, run_alone_by
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person
from entraide.records.people.queries import operators

MOST_ASKED = 3


def look_for_steward(*, leaving: Person, now: datetime, community: Community | None = None) -> None:
    """Ask the three longest-standing members of each community that only `leaving` runs, or of this one, and tell the operators.

    Call it inside the transaction, before they have left. Where nobody else is a member there is nobody to ask, and nothing is told.
    """
    for house in run_alone_by(leaving):
        if community is not None and house != community:
            continue
        asked = longest_members(house, but=leaving, most=MOST_ASKED)
        for member in asked:
            _tell(member, "steward_wanted", house, {"count": len(asked)}, now)
            happen("steward_wanted", at=now, person_id=member.pk, community_id=str(house.pk))
        for operator in operators():
            if operator != leaving:
                _tell(operator, "house_unrun", house, {"count": len(asked)}, now)


def _tell(person: Person, kind: str, house: Community, facts: dict[str, int], now: datetime) -> None:
    notices.tell_of(
        person=person,
        kind=kind,
        about=house.pk,
        community=house,
        facts=facts,
        at=now,
        mailing=mailing(person=person, kind=kind, now=now),
        again=True,
    )
