"""/board/: the open posts, by kind, topic, place and distance, and words. It remembers nothing of who looked."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from entraide.logic.places import distance_km
from entraide.records.posts import queries as posts
from entraide.records.posts.models import Post
from entraide.web.forms.board import RADII_KM, BoardFilter, read_filter
from entraide.web.visitor import person_of
from entraide.wording.readings import topic_choices, topic_label

A_PAGE = 20
MOST_REMOTE = 5


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The open posts that the filter lets through, newest first."""
    viewer = person_of(request)
    chosen = read_filter(request.GET, viewer=viewer, language=get_language() or "fr")
    anywhere = posts.on_the_board(viewer, topics=chosen.topics, words=chosen.words)
    all_kinds = anywhere
    if chosen.point:
        latitude, longitude = chosen.point
        all_kinds = posts.within(anywhere, latitude=latitude, longitude=longitude, radius_km=chosen.radius_km)
    counts = posts.count_by_kind(all_kinds)
    shown = all_kinds.filter(kind=chosen.kind) if chosen.kind else all_kinds
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    remote: list[Post] = []
    if chosen.point and page.number == 1:
        far = anywhere.filter(is_remote=True, **({"kind": chosen.kind} if chosen.kind else {}))
        remote = [post for post in far[: MOST_REMOTE + A_PAGE] if post not in page.object_list][:MOST_REMOTE]
    return render(
        request,
        "web/board.html",
        {
            "section": "board",
            "chosen": chosen,
            "counts": counts,
            "total": sum(counts.values()),
            "page": page,
            "query": chosen.query(),
            "everywhere": chosen.query(is_home=False, place=""),
            "wider": chosen.query(radius_km=RADII_KM[-1]),
            "items": [(post, distance_from(chosen, post)) for post in page],
            "remote": remote,
            "radii": RADII_KM,
            "families": [(codes[0][0].partition(".")[0], label, codes) for label, codes in topic_choices()],
            "topic_name": topic_label(chosen.topic) if chosen.topic else "",
        },
    )


def distance_from(chosen: BoardFilter, post: Post) -> float | None:
    """How far the post is from the middle of the search; None if either is nowhere."""
    if chosen.point is None or post.latitude is None or post.longitude is None:
        return None
    return distance_km(chosen.point, (post.latitude, post.longitude))
