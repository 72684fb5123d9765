"""/board/: the open posts, by kind, topic, place and distance, and words. It remembers nothing of who looked."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entraide.logic.places import Point, distance_km
from entraide.records.finds.queries import posts_by_words
from entraide.records.posts.board import Board, Circle
from entraide.records.posts.models import Post
from entraide.web.forms.board import RADII_KM, BoardFilter, read_filter
from entraide.web.maps import map_of
from entraide.web.visitor import person_of
from entraide.wording.readings import topic_label
from entraide.wording.tongue import plain_language

A_PAGE = 20
MOST_REMOTE = 5


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The open posts that the filter lets through, newest first."""
    viewer = person_of(request)
    chosen = read_filter(request.GET, viewer=viewer, language=plain_language())
    among = posts_by_words(viewer, words=chosen.words)
    anywhere = Board(viewer, kind=chosen.kind, topics=tuple(chosen.topics), among=among)
    listed = anywhere.over(near=Circle(*chosen.point, chosen.radius_km)) if chosen.point else anywhere
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    remote: list[Post] = []
    if chosen.point and page.number == 1:
        shown = {post.pk for post in page}
        remote = anywhere.over(is_remote=True, but=shown)[:MOST_REMOTE]
    return render(
        request,
        "web/board.html",
        {
            "section": "board",
            "chosen": chosen,
            "counts": listed.counts,
            "total": listed.total,
            "page": page,
            "query": chosen.query(),
            "everywhere": chosen.query(is_home=False, place=""),
            "wider": chosen.query(radius_km=RADII_KM[-1]),
            "items": [(post, distance_from(chosen, post)) for post in page],
            **(
                map_of(list(page), middle=Point(*chosen.point), radius_km=chosen.radius_km, name=chosen.name)
                if chosen.point
                else {}
            ),
            "remote": remote,
            "radii": RADII_KM,
            "topic_name": topic_label(chosen.topic) if chosen.topic else "",
        },
    )


def distance_from(chosen: BoardFilter, post: Post) -> float | None:
    """How far the post is from the middle of the search; None if either is nowhere."""
    if chosen.point is None or post.latitude is None or post.longitude is None:
        return None
    return distance_km(chosen.point, (post.latitude, post.longitude))
