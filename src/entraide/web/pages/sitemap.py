"""/sitemap.xml and /robots.txt: what search engines may look at, which is what anybody may read, and no more.

The map is in parts, posts and threads by the month: so each part has fewer than the 50,000 addresses that a part may hold, and is
written out as it is read.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entraide.records.communities.queries import listed
from entraide.records.conversations.queries import threads_of
from entraide.records.posts.queries import visible_to

MOST_ADDRESSES = 50_000
# Older months hold little that is still open.
MOST_MONTHS = 36
AN_HOUR = 3600
PAGES = ("home", "board", "communities", "help", "charter", "accessibility", "source")
# What is somebody's own, or says nothing by itself. (Pages that must not be listed say so themselves, too.)
CLOSED = (
    "/a/*/answer/ /admin/ /dev/ /draft/ /likes/ /mails/ /mine/ /p/ /report/ /s/ /search/ /settings/ /sign-in/".split()
)


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """What machines are asked to leave alone, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {settings.ADDRESS}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The list of the parts."""
    parts = ["pages", "communities"]
    oldest_post = visible_to(None).filter(state="open").order_by("published_at").values_list("published_at", flat=True)
    oldest_thread = threads_of(None).order_by("latest_at").values_list("latest_at", flat=True)
    for kind, oldest in (("posts", oldest_post.first()), ("threads", oldest_thread.first())):
        parts += [f"{kind}-{month}" for month in _months_since(oldest)]
    rows = "".join(
        f"<sitemap><loc>{settings.ADDRESS}{reverse('sitemap_part', args=[part])}</loc></sitemap>" for part in parts
    )
    return HttpResponse(_HEAD + f'<sitemapindex xmlns="{_SCHEMA}">{rows}</sitemapindex>', content_type=_XML)


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def sitemap_part(request: HttpRequest, part: str) -> StreamingHttpResponse:
    """The addresses of one part: pages, communities, posts-2026-03, threads-2026-03."""
    kind, _, month = part.partition("-")
    if part == "pages":
        rows: Iterable[tuple[str, datetime | None]] = [(reverse(name), None) for name in PAGES]
    elif part == "communities":
        houses = listed().filter(is_readable_by_all=True).iterator(chunk_size=2000)
        rows = ((house.get_absolute_url(), None) for house in houses)
    elif kind == "posts" and (span := _span_of(month)):
        posts = visible_to(None).filter(state="open", published_at__gte=span[0], published_at__lt=span[1])
        found = posts.order_by("-published_at", "-id").values_list("code", "published_at")
        rows = ((reverse("post", args=[code]), at) for code, at in found.iterator(chunk_size=2000))
    elif kind == "threads" and (span := _span_of(month)):
        threads = threads_of(None).filter(latest_at__gte=span[0], latest_at__lt=span[1])
        said = threads.values_list("code", "latest_at").iterator(chunk_size=2000)
        rows = ((reverse("thread", args=[code]), at) for code, at in said)
    else:
        raise Http404
    return StreamingHttpResponse(_written(islice(rows, MOST_ADDRESSES)), content_type=_XML)


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = "application/xml; charset=utf-8"


def _written(rows: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_SCHEMA}">'
    for path, at in rows:
        changed = f"<lastmod>{at:%Y-%m-%d}</lastmod>" if at else ""
        yield f"<url><loc>{settings.ADDRESS}{path}</loc>{changed}</url>"
    yield "</urlset>"


def _months_since(oldest: datetime | None) -> list[str]:
    """The months from then until now ("2026-03"), the latest first; none without a beginning."""
    if oldest is None:
        return []
    now = timezone.now().astimezone(ZoneInfo("UTC"))
    first = oldest.astimezone(ZoneInfo("UTC"))
    count = (now.year - first.year) * 12 + now.month - first.month + 1
    counted = [now.year * 12 + now.month - 1 - back for back in range(min(max(count, 1), MOST_MONTHS))]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in counted]


def _span_of(month: str) -> tuple[datetime, datetime] | None:
    """When the month ("2026-03") begins and ends, in UTC; None for what is no month."""
    try:
        start = datetime.strptime(month, "%Y-%m").replace(tzinfo=ZoneInfo("UTC"))
    except ValueError:
        return None
    years, months = divmod(start.month, 12)
    return (start, start.replace(year=start.year + years, month=months + 1)) if 2000 <= start.year < 9000 else None
