"""What the small map under a list of posts needs (parts/map.html): each post has its number in the list."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entraide.logic.places import Point, distance_km
from entraide.logic.places.drawn import DrawnMap, Mark, draw
from entraide.records.posts.models import Post
from entraide.web.forms.board import RADII_KM
from entraide.wording.tongue import plain_language


def map_of(posts: Sequence[Post], *, middle: Point, radius_km: float, name: str) -> dict[str, Any]:
    """The map of `radius_km` around the middle, which is called `name`, for a template's context; nothing of what lies outside."""
    points = [_point_of(post) for post in posts]
    drawn = draw(middle, radius_km=radius_km, points=points, middle_name=name, language=plain_language())
    return {
        "drawn": drawn,
        "marks": [(mark, posts[mark.number - 1].kind) for mark in drawn.marks],
        "middle_name": name,
    }


def map_of_communes(posts: Sequence[Post], *, communes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The map of a community's communes (records.communities.models.Community); empty where it has none, or they lie too far apart."""
    points = [Point(one["latitude"], one["longitude"]) for one in communes]
    if not points:
        return {}
    middle = Point(*(sum(degrees) / len(points) for degrees in zip(*points, strict=True)))
    # The middle of a commune is not its edge: some kilometres more.
    reach = max(distance_km(middle, point) for point in points) + 2
    radius_km = next((radius for radius in RADII_KM if radius >= reach), None)
    if radius_km is None:
        return {}
    return map_of(posts, middle=middle, radius_km=radius_km, name=communes[0]["name"] if len(points) == 1 else "")


def blots(drawn: DrawnMap) -> SafeString:
    """The blots of a map, each about a kilometre, under all else: `{% map_blots drawn %}`."""
    each = (f'<circle cx="{mark.blot_x}" cy="{mark.blot_y}" r="{mark.blot}"/>' for mark in drawn.marks)
    return mark_safe("".join(each))  # noqa: S308 - nothing but numbers


def numbered(marks: Iterable[tuple[Mark, str]]) -> SafeString:
    """The marks of a map, each a link to its line in the list, with the kind of what lies there: `{% map_marks marks %}`."""
    return mark_safe("".join(_numbered(mark, kind) for mark, kind in marks))  # noqa: S308 - numbers and our own words


def _numbered(mark: Mark, kind: str) -> str:
    at = f'cx="{mark.x}" cy="{mark.y}"'
    if kind == "need":
        word, more = _("Demande"), ""
        circle = f'<circle {at} r="15" stroke-width="3.5" stroke-dasharray="70 24" stroke-dashoffset="-6"/>'
    else:
        word, more, circle = _("Offre"), " inv", f'<circle class="fill" {at} r="16.5"/>'
    return (
        f'<a href="#p{mark.number}" aria-label="{word} {mark.number}"><circle class="hit" {at} r="24"/>{circle}'
        f'<text class="n{more}" text-anchor="middle" x="{mark.x}" y="{mark.baseline}">{mark.number}</text></a>'
    )


def _point_of(post: Post) -> Point | None:
    # What is done from afar lies nowhere on a map.
    if post.is_remote or post.latitude is None or post.longitude is None:
        return None
    return Point(post.latitude, post.longitude)
