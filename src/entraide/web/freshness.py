"""What anybody may fetch again and again: kept for a while by whoever fetched it, and not sent twice while it is the same."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date


def fresh(
    request: HttpRequest, response: HttpResponse, *, changed_at_s: float | None = None, kept_s: int = 300
) -> HttpResponseBase:
    """The response with its ETag and, if it is known, when it last changed (seconds since 1970, UTC); or 304 if it is known already.

    It may be kept for `kept_s` seconds by anybody: it must hold nothing that depends on who asks.
    """
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    if changed_at_s is not None:
        response["Last-Modified"] = http_date(changed_at_s)
    patch_cache_control(response, public=True, max_age=kept_s)
    last = int(changed_at_s) if changed_at_s is not None else None
    return get_conditional_response(request, etag=etag, last_modified=last, response=response) or response
