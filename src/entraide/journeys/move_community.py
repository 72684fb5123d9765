"""A community lives on another server from now on: here it is closed, nobody is looked for any more, and its pages lead there."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities import changes
from entraide.records.communities.models import Community
from entraide.records.communities.queries import members_of
from entraide.records.notices import changes as notices
from entraide.records.posts.changes import rest_in


def move_community(*, community: Community, address: str, now: datetime) -> None:
    """Close it here and keep its new `address`; the operator says so, on the command line. Once more with another address corrects it.

    Its posts stay readable to those who could read them, but nobody is asked for them any more. All members are told.
    Raises Refusal: everybodys, or wrong_address (no address on another server).
    """
    if community.is_server_wide:
        raise Refusal("everybodys")
    address = address.strip()
    try:
        URLValidator(schemes=["https", "http"])(address)
        Community._meta.get_field("moved_to").run_validators(address)
    except ValidationError as error:
        raise Refusal("wrong_address") from error
    if urlsplit(address).netloc == urlsplit(settings.ADDRESS).netloc:
        raise Refusal("wrong_address")
    with transaction.atomic():
        changes.lock_community(community=community)
        community.refresh_from_db()
        changes.set_community(community=community, moved_to=address, closed_at=community.closed_at or now)
        rest_in(community=community)
        happen("community_moved", at=now, community_id=str(community.pk))


def tell_members_moved(*, community_id: str, now: datetime) -> None:
    """Tell every member where their community has moved; each once, however often this runs."""
    house = Community.objects.filter(pk=community_id).exclude(moved_to="").first()
    if house is None:
        return
    for membership in members_of(house).iterator(chunk_size=200):
        person = membership.person
        with transaction.atomic():
            notices.tell_of(
                person=person,
                kind="moved",
                about=house.pk,
                community=house,
                facts={"came_along": membership.agrees_to_move},
                at=now,
                mailing=mailing(person=person, kind="moved", now=now),
            )
