"""No page asks the database more than twelve times, whoever looks, however much there is to show."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web import rows
from tests.web.test_access import EXPECTED, ROLES, Scene, routes, scene

from entraide.records.conversations.models import Message, Thread

pytestmark = pytest.mark.django_db
MOST = 12
# A steward's log of one post's routing tells where everybody stands who was looked at; it is read seldom, by few, and written down.
LONGER = {"post_routing": 20}

__all__ = ["scene"]


@pytest.fixture
def busy_scene(scene: Scene) -> Scene:
    """The same town, with more on every list than a page holds."""
    now = timezone.now()
    house, people = scene.open_post.community, list(scene.people.values())
    for number in range(25):
        somebody = people[number % len(people)]
        rows.post(somebody, community=house if number % 2 else None, published_at=now - timedelta(minutes=number))
        guest = rows.person(f"Invite{number}")
        rows.member(house, guest)
        rows.answer(scene.open_post, guest)
        thread = Thread.objects.create(
            kind="forum",
            community=house,
            subject=f"Sujet {number}",
            opened_by=somebody,
            opened_at=now,
            latest_at=now,
            message_count=3,
        )
        for other in people[:3]:
            Message.objects.create(thread=thread, writer=other, words="Bonjour à tous.", said_at=now)
    return scene


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if EXPECTED[name].get != 405))
def test_no_page_asks_more_than_twelve_times(busy_scene: Scene, name: str) -> None:
    assert name in routes()
    wrong = {}
    for role in ROLES:
        if EXPECTED[name].of("GET", role) != 200:
            continue
        cache.clear()
        client = busy_scene.client(role)
        address = busy_scene.address(name)
        client.get(address)  # what is learned once is learned now
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        kinds = [
            query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        ]
        if len(kinds) > LONGER.get(name, MOST):
            wrong[role] = len(kinds)
    assert not wrong
