"""Export everything that is kept about a person, for them to take along. It only reads."""

from typing import Any

from entraide.records.asks.models import Answer, Ask, Attention
from entraide.records.communities.models import Membership
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def export_person(person: Person) -> dict[str, Any]:
    """The person's own data as plain JSON-ready values; nothing of anybody else but the sentences they were asked about."""

    def moment(value: Any) -> str | None:
        return value.isoformat() if value else None

    return {
        "format": "entraide-person-1",
        "person": {
            "first_name": person.first_name,
            "email": person.email,
            "language": person.language,
            "spoken_languages": person.spoken_languages,
            "time_zone": person.time_zone,
            "home": {"name": person.home_name, "latitude": person.home_latitude, "longitude": person.home_longitude},
            "radius_km": person.radius_km,
            "free_hours": person.free_hours,
            "helps_for": person.helps_for,
            "asks_per_day": person.asks_per_day,
            "asks_per_week": person.asks_per_week,
            "is_paused": person.is_paused,
            "paused_until": moment(person.paused_until),
            "teaches_reader": person.teaches_reader,
            "joined_at": moment(person.joined_at),
        },
        "says": [
            {"text": say.text, "said_at": moment(say.said_at), "reading": say.reading} for say in person.says.all()
        ],
        "communities": [
            {"name": m.community.name, "joined_at": moment(m.joined_at), "verified_at": moment(m.verified_at)}
            for m in Membership.objects.filter(person=person).select_related("community")
        ],
        "posts": [
            {"text": post.text, "state": post.state, "published_at": moment(post.published_at), "reading": post.reading}
            for post in Post.objects.filter(writer=person)
        ],
        "asks": [
            {"sentence": ask.post.text, "asked_at": moment(ask.asked_at), "state": ask.state, "because": ask.because}
            for ask in Ask.objects.filter(person=person).select_related("post")
        ],
        "attention": [
            {
                "exposed": row.exposed,
                "answered": row.answered,
                "yeses": row.yeses,
                "expected": row.expected,
                "parts_exposed": row.parts_exposed,
                "parts_answered": row.parts_answered,
                "asks_a_day": row.asks_a_day,
                "price": row.price,
                "gains": row.gains,
                "updated_day": row.updated_day.isoformat(),
            }
            for row in Attention.objects.filter(person=person)
        ],
        "answers": [
            {
                "sentence": answer.post.text,
                "kind": answer.kind,
                "words": answer.words,
                "given_at": moment(answer.given_at),
                "chosen_at": moment(answer.chosen_at),
            }
            for answer in Answer.objects.filter(person=person).select_related("post")
        ],
    }
