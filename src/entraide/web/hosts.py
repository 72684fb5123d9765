"""A community's own host name: whether the operator allows it, and the community's page at the root of it.

A request that comes under the host name of a community gets that community's page at "/"; every other address is the same as
under the server's own name. The operator says which host names may be given (ENTRAIDE_COMMUNITY_HOSTS).
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from entraide.records.communities.queries import with_host_name

_NAME = re.compile(r"(?=.{4,120}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")


def allowed_host(host: str) -> bool:
    """Whether a community may have this host name: it stands in the setting, or ends as one of its suffixes (".example.org") do."""
    if not _NAME.fullmatch(host) or host == urlsplit(settings.ADDRESS).hostname:
        return False
    return any(
        host == one or (one.startswith(".") and host.endswith(one) and "." not in host.removesuffix(one))
        for one in settings.COMMUNITY_HOSTS
    )


def host_of(request: HttpRequest) -> str:
    """The host name that the request came under, without a port."""
    return request.get_host().rsplit(":", 1)[0].lower()


def is_communitys_host(request: HttpRequest) -> bool:
    """Whether the request came under a name that is for communities, and not under the server's own."""
    return allowed_host(host_of(request))


class HostMiddleware:
    """Shows a community's page at "/" to whoever comes under its host name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request. Asks the database only at the root of a name that some community may have."""
        if settings.COMMUNITY_HOSTS and request.path_info == "/" and request.method in ("GET", "HEAD"):
            host = host_of(request)
            house = with_host_name(host) if allowed_host(host) else None
            if house:
                request.path_info = house.get_absolute_url()
        return self.get_response(request)
