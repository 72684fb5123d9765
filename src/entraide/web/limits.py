"""How often one address may ask for something costly; counted in this process's memory, never written down."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The network address a request came from. Behind https stands our own proxy: the address it added last counts."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.IS_SECURE and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def is_too_often(request: HttpRequest, *, what: str, most: int, seconds: int) -> bool:
    """Count one more `what` from this address; True once there were more than `most` within `seconds`."""
    key = f"limit:{what}:{address_of(request)}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two lines
        return False
