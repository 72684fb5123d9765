"""Atom feeds (RFC 4287) of what anybody may read: the board, a community's posts, its forum. Whoever is signed in gets no more."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entraide.records.conversations.models import Message, Thread
from entraide.records.conversations.queries import threads_of
from entraide.records.finds.queries import posts_by_words
from entraide.records.posts.board import Board, Circle
from entraide.records.posts.models import Post
from entraide.web.access import find_community, let_into
from entraide.web.forms.board import read_filter
from entraide.web.freshness import fresh
from entraide.wording.kinds import named_sentence
from entraide.wording.reach import near_place
from entraide.wording.readings import topic_label
from entraide.wording.tongue import plain_language

MOST_ENTRIES = 30


@require_safe
def board_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest open posts that the board's filter lets through."""
    chosen = read_filter(request.GET, viewer=None, language=plain_language())
    board = Board(
        None,
        kind=chosen.kind,
        topics=tuple(chosen.topics),
        near=Circle(*chosen.point, chosen.radius_km) if chosen.point else None,
        among=posts_by_words(None, words=chosen.words),
    )
    title = _("Annonces %(near)s") % {"near": near_place(chosen.name)} if chosen.name else _("Annonces")
    page = reverse("board") + (f"?{query}" if (query := chosen.query()) else "")
    return _answer(request, _of_posts(board[:MOST_ENTRIES], title=f"{title} – Entraide", page=page))


@require_safe
def community_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest open posts of a community."""
    house = find_community(slug)
    let_into(house, viewer=None, whom="readers")
    posts = Board(None, community=house)[:MOST_ENTRIES]
    return _answer(request, _of_posts(posts, title=house.name, page=house.get_absolute_url(), motto=house.motto))


@require_safe
def forum_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The threads of a community's forum in which somebody wrote last, each with its latest message."""
    house = find_community(slug)
    let_into(house, viewer=None, whom="forum_readers")
    threads = list(threads_of(None, community=house)[:MOST_ENTRIES])
    feed = _feed(_("%(name)s : discussions") % {"name": house.name}, page=reverse("forum", args=[slug]))
    latest = _latest_messages(threads)
    for thread in threads:
        message = latest.get(thread.pk)
        writer = message.writer.first_name if message and message.writer else ""
        feed.add_item(
            title=thread.subject,
            link=settings.ADDRESS + thread.get_absolute_url(),
            description=escape(message.words) if message else "",
            unique_id=_identity("thread", thread.code, thread.opened_at),
            pubdate=thread.opened_at,
            updateddate=thread.latest_at,
            author_name=writer or house.name,
        )
    return _answer(request, feed)


def _of_posts(posts: Sequence[Post], *, title: str, page: str, motto: str = "") -> Atom1Feed:
    feed = _feed(title, page=page, motto=motto)
    for post in posts:
        feed.add_item(
            title=named_sentence(post.kind, post.text),
            link=settings.ADDRESS + post.get_absolute_url(),
            description=escape(post.text),
            unique_id=_identity("post", post.code, post.published_at),
            pubdate=post.published_at,
            updateddate=post.published_at,
            author_name=post.writer.first_name,
            categories=[topic_label(post.topic)] if post.topic else [],
        )
    return feed


def _feed(title: str, *, page: str, motto: str = "") -> Atom1Feed:
    """An empty feed; `page` is the page that it follows, without the server's address."""
    return Atom1Feed(
        title=title,
        link=settings.ADDRESS + page,
        description=None,
        subtitle=motto or None,
        language=plain_language(),
        feed_guid=settings.ADDRESS + page,
    )


def _latest_messages(threads: Sequence[Thread]) -> dict[object, Message]:
    """The message that was written last in each of these threads, unless it was taken back or hidden; one query."""
    latest = Message.objects.filter(
        thread__in=[thread.pk for thread in threads],
        said_at=F("thread__latest_at"),
        withdrawn_at=None,
        hidden_at=None,
    )
    return {message.thread_id: message for message in latest.select_related("writer")}


def _identity(kind: str, code: str, at: datetime) -> str:
    """A name that stays when the server moves to another address scheme (RFC 4151)."""
    return f"tag:{urlsplit(settings.ADDRESS).hostname},{at:%Y-%m-%d}:{kind}/{code}"


def _answer(request: HttpRequest, feed: Atom1Feed) -> HttpResponseBase:
    feed.feed["feed_url"] = request.build_absolute_uri()
    items = feed.items
    changed_at = max((item["updateddate"] for item in items), default=None)
    # An empty feed would say that it changed just now, each time it is asked.
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return fresh(request, response, changed_at_s=changed_at.timestamp() if changed_at else None)
