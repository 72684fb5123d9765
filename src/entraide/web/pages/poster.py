"""/a/<code>/poster/: the post as a sheet for the hall, with nine strips to tear off and a code to point a phone at."""

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entraide.logic.reading.interpretation import Reading
from entraide.records.posts.models import Post
from entraide.web.pages.post import find_post
from entraide.web.visitor import person_of
from entraide.wording.readings import when_value

STRIPS = 9
LONG_SENTENCE = 140


@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """The page that holds the poster; on paper nothing else of it is seen. Anybody may print an open post."""
    post = find_post(person_of(request), code)
    if post.state != "open":
        return redirect("post", code=code)
    address = settings.ADDRESS + post.get_absolute_url()
    context = {
        "post": post,
        "house": post.community,
        "address": address.removeprefix("https://").removeprefix("http://").rstrip("/"),
        "qr": qr_path(address),
        "strips": range(STRIPS),
        "what_is_said": what_is_said(post),
        "is_long": len(post.text) > LONG_SENTENCE,
    }
    return render(request, "web/poster.html", context)


def what_is_said(post: Post) -> str:
    """When and where, as far as the sentence says so: what a strip in somebody's pocket must remember."""
    reading = Reading.from_dict(post.reading)
    when = when_value(reading, now=timezone.now())
    where = reading.place.name if reading.place else ""
    return ", ".join(part for part in (when, where) if part)


def qr_path(address: str, *, title: str = "") -> SafeString:
    """The code for `address` as an inline SVG drawing, sized by the style sheet; `title` says where it leads (to the post)."""
    drawing = segno.make(address, error="m", micro=False)
    said = title or _("Code QR vers l'annonce")
    svg = drawing.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=0, title=said)
    # segno draws from the address alone, with nothing of the sentence in it.
    return mark_safe(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308
