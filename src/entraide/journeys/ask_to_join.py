"""Ask to be let into a community that chooses its members, in a few words; or take that back."""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.join_community import refuse_excluded
from entraide.journeys.old_enough import refuse_too_young
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of, stewards_of
from entraide.records.invitations import changes, queries
from entraide.records.invitations.models import JoinRequest
from entraide.records.notices import changes as notices
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person

# After a no one may ask again.
AGAIN_AFTER = timedelta(days=30)
LONGEST_WORDS = 500


def ask_to_join(*, person: Person, community: Community, words: str, now: datetime) -> JoinRequest:
    """Keep the request, with the person's `words` (at most 500 signs); asking twice is asking once.

    Raises Refusal: closed, already_member, not_on_request (one enters otherwise), asked_lately (declined within 30 days), excluded.
    """
    with transaction.atomic():
        people_changes.lock_person(person_ids=[person.pk])
        if community.closed_at is not None:
            raise Refusal("closed")
        if community.entry != "request":
            raise Refusal("not_on_request")
        if membership_of(person, community=community):
            raise Refusal("already_member")
        refuse_excluded(person=person, community=community, now=now)
        refuse_too_young(person=person, community=community, now=now)
        latest = queries.request_of(person, community=community)
        if latest and not latest.decision:
            return latest
        if latest and latest.decision == "declined" and latest.decided_at and latest.decided_at > now - AGAIN_AFTER:
            raise Refusal("asked_lately")
        request = changes.add_request(
            community=community, person=person, words=" ".join(words.split())[:LONGEST_WORDS], at=now
        )
        happen(
            "join_asked",
            at=now,
            actor_id=person.pk,
            person_id=person.pk,
            community_id=str(community.pk),
            request_id=str(request.pk),
        )
        return request


def take_back_request(*, person: Person, community: Community, now: datetime) -> None:
    """Take one's own waiting request back, if there is one."""
    with transaction.atomic():
        latest = queries.request_of(person, community=community)
        if latest and changes.settle_request(request_id=latest.pk, decision="withdrawn", at=now, by=person):
            happen(
                "request_taken_back",
                at=now,
                actor_id=person.pk,
                person_id=person.pk,
                community_id=str(community.pk),
                request_id=str(latest.pk),
            )


def tell_stewards_of_request(*, request_id: str, now: datetime) -> None:
    """Tell whoever runs the community that somebody waits; once each."""
    with transaction.atomic():
        request = JoinRequest.objects.select_related("community", "person").filter(pk=request_id, decision="").first()
        if request is None:
            return
        for steward in stewards_of(request.community):
            notices.tell_of(
                person=steward,
                kind="join_asked",
                about=request.pk,
                community=request.community,
                facts={"person": str(request.person_id)},
                at=now,
                mailing=mailing(person=steward, kind="join_asked", now=now),
            )
