"""What is only for the members of a community stays with them: no page, list, search, feed, picture or error says anything of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.web import rows
from tests.web.test_access import Scene, routes, scene

from entraide.records.conversations.models import Message, Thread
from entraide.records.people.models import Say
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db
__all__ = ["scene"]

OUTSIDE = ("visitor", "stranger", "outsider", "member")
# Words that stand nowhere else, each in something that only members may read.
SENTENCE = "Je cherche quelqu’un pour garder mon xylophone nacré"
HIDDEN = "Je cherche quelqu’un pour vendre du mercurochrome périmé"
SUBJECT, MESSAGE, LIKE = (
    "Nos affaires de zeppelin cabossé",
    "Le capharnaüm est ouvert.",
    "Je répare les hautbois fêlés.",
)
# No words are underlined, so that each stands whole in a page.
PLAIN = replace(rows.DOG_READING, spans=())
SECRETS = ("nacré", "périmé", "cabossé", "capharnaüm", "fêlés", "Ursuline")
# Words beside them, to search for: what was asked for stands in the field again, and proves nothing.
SEARCHED = ("xylophone", "mercurochrome", "zeppelin", "hautbois")


@pytest.fixture
def closed(scene: Scene) -> tuple[Scene, Post, Thread]:
    """A community that only its members read, with one member, her post, her thread, her like; and a hidden post elsewhere."""
    now = timezone.now()
    house = rows.community(
        "Maison close au public", "secrete", is_readable_by_all=False, is_forum_readable_by_all=False
    )
    ursuline = rows.person("Ursuline")
    rows.member(house, ursuline)
    secret = rows.post(
        ursuline, SENTENCE, PLAIN, community=house, is_remote=True,
        starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=2, hours=1),
    )  # fmt: skip
    rows.post(scene.people["writer"], HIDDEN, PLAIN, community=scene.open_post.community, hidden_at=now)
    thread = Thread.objects.create(
        kind="forum",
        community=house,
        subject=SUBJECT,
        opened_by=ursuline,
        opened_at=now,
        latest_at=now,
        message_count=1,
    )
    Message.objects.create(thread=thread, writer=ursuline, words=MESSAGE, said_at=now)
    Say.objects.create(person=ursuline, text=LIKE, kind="offer", reading={}, said_at=now, is_public=True)
    return scene, secret, thread


def addresses(scene: Scene, post: Post, thread: Thread) -> Iterator[tuple[str, str]]:
    """Every address there is, pointed at what is closed; those with a filter also with its words."""
    for name in routes():
        address = scene.address(name, post).replace("/c/ixelles/", "/c/secrete/")
        address = re.sub(r"^/t/\w+/", f"/t/{thread.code}/", address)
        yield name, address
        for word in SEARCHED:
            if name in ("board", "search", "communities", "members"):
                yield name, f"{address}?q={word}&place="


@pytest.mark.parametrize("role", OUTSIDE)
def test_nothing_of_it_is_told_outside(closed: tuple[Scene, Post, Thread], role: str) -> None:
    scene, post, thread = closed
    told = []
    for name, address in addresses(scene, post, thread):
        cache.clear()
        client = scene.client(role)
        response = client.get(address)
        assert response.status_code < 500, (name, address)
        body = b"".join(response) if response.streaming else response.content
        page = body.decode(errors="replace")
        told += [f"{address}: {secret}" for secret in SECRETS if secret in page]
        if "?q=" not in address:
            told += [f"{address}: {word}" for word in SEARCHED if word in page]
    assert not told


def test_its_members_read_it_all(closed: tuple[Scene, Post, Thread]) -> None:
    _, post, thread = closed
    client = rows.signed_in(post.writer)
    assert "xylophone" in client.get("/c/secrete/").content.decode()
    assert "xylophone" in client.get(post.get_absolute_url()).content.decode()
    assert "xylophone" in client.get("/board/?place=").content.decode()
    assert "capharnaüm" in client.get(f"/t/{thread.code}/").content.decode()
