"""Rows for the tests of pages: people, posts and asks made directly, with readings written by hand, so that no model is loaded."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from entraide.logic.places.cells import cell_of
from entraide.logic.reading.interpretation import PlaceSaid, Reading, Span
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import server_wide
from entraide.records.people.models import Person
from entraide.records.posts.changes import add_post
from entraide.records.posts.models import Post

IXELLES = PlaceSaid(
    name="Ixelles", postcode="1050", country="BE", latitude=50.832, longitude=4.369, precision="municipality"
)
DOG = "Je cherche quelqu’un pour promener mon chien à Ixelles"
# The rules that every community begins with, as the form sends them.
RULES = {
    "entry": "open", "minors": "with_consent", "posts_read_by": "all", "forum_read_by": "all", "members_read_by": "members",
    "may_post": "members", "may_be_asked": "members", "topics": [], "posts_checked": "none", "checkers": "1", "currency": "gift",
    "currency_name": "", "floor": 20, "ceiling": 20, "prices": "equal", "per_hour": 0, "most_per_transfer": 0, "welcome": 0,
    "commons_floor": 1000, "decay_percent": "0", "decay_free": 0, "debt_when_leaving": "commons", "credit_cents": 0,
    "books_read_by": "stewards", "may_use_euros": "True", "fee_percent": "0", "subscription_cents": "", "subscription_every": "year",
    "verified_through": ["identity"],
    "verifiers": "stewards", "members_settle": "False", "hide_after": 3, "forum": "members", "own_rules": "", "kept_months": 24,
}  # fmt: skip


def _where(words: str) -> tuple[int, int]:
    return DOG.index(words), DOG.index(words) + len(words)


DOG_READING = Reading(
    language="fr",
    kind="need",
    action="service",
    topic="animals.walking",
    subject="promener mon chien",
    place=IXELLES,
    confidence=0.95,
    spans=(Span("subject", *_where("promener mon chien")), Span("place", *_where("Ixelles"))),
)


def person(first_name: str, **fields: Any) -> Person:
    """Somebody who lives in Ixelles and speaks French."""
    here = {"home_name": "Ixelles", "home_latitude": 50.83, "home_longitude": 4.37, "spoken_languages": ["fr"]}
    return Person.objects.create_user(f"{first_name.lower()}@example.org", first_name, **{**here, **fields})


def signed_in(who: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(who)
    return client


def post(writer: Person, text: str = DOG, reading: Reading = DOG_READING, **fields: Any) -> Post:
    """An open post, published an hour ago."""
    place = reading.place
    return add_post(
        **{
            "writer": writer,
            "community": fields.pop("community", None) or server_wide(),
            "text": text,
            "language": reading.language,
            "kind": reading.kind,
            "topic": reading.topic or "",
            "place_name": place.name if place else "",
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "cell": cell_of(place.latitude, place.longitude) if place else None,
            "is_remote": reading.remote,
            "reading": reading.as_dict(),
            "published_at": an_hour_ago(),
            **fields,
        }
    )


def offer(writer: Person, text: str = "Je prête ma perceuse", **fields: Any) -> Post:
    """An open offer in Ixelles."""
    return post(
        writer, text, replace(DOG_READING, kind="offer", action="lend", topic="things.tools", spans=()), **fields
    )


def ask(of: Post, whom: Person, **fields: Any) -> Ask:
    """One person asked in the first wave."""
    because = {"offer": {"text": "Je promène volontiers des chiens.", "topic": "animals.walking"}}
    return Ask.objects.create(
        **{
            "post": of,
            "person": whom,
            "wave": 1,
            "score": 0.8,
            "distance_km": 0.4,
            "because": because,
            "asked_at": an_hour_ago(),
            **fields,
        }
    )


def answer(to: Post, by: Person, kind: str = "yes", words: str = "Volontiers.", **fields: Any) -> Answer:
    """One person's answer, to their ask if they were asked."""
    asked = Ask.objects.filter(post=to, person=by).first()
    return Answer.objects.create(
        post=to, person=by, ask=asked, kind=kind, words=words, distance_km=0.4, given_at=an_hour_ago(), **fields
    )


def community(name: str = "Ixelles s'entraide", slug: str = "ixelles", **fields: Any) -> Community:
    """A community beside the server's own."""
    return Community.objects.create(name=name, slug=slug, paper="menthe", **fields)


def member(of: Community, who: Person, **fields: Any) -> Membership:
    """A membership since a week."""
    return Membership.objects.create(community=of, person=who, joined_at=an_hour_ago() - timedelta(days=7), **fields)


def an_hour_ago() -> datetime:
    """An hour before now."""
    return timezone.now() - timedelta(hours=1)
