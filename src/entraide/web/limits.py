"""How often one address may ask for something costly; counted in this process's memory, never written down."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The network address a request came from. Behind https stands our own proxy: the address it added last counts."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.IS_SECURE and forwarded:
        return _as_given_out(forwarded.rsplit(",", 1)[-1].strip())
    return _as_given_out(str(request.META.get("REMOTE_ADDR", "")))


def _as_given_out(address: str) -> str:
    """The part of an address that one household is given: all of IPv4, the first 64 bits of IPv6, within which it may change at will."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        mapped = known.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((known.packed[:8] + bytes(8), 64)).network_address)
    return str(known)


def is_too_often(request: HttpRequest, *, what: str, most: int, seconds: int) -> bool:
    """Count one more `what` from this address; True once there were more than `most` within `seconds`."""
    key = f"limit:{what}:{address_of(request)}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two lines
        return False
