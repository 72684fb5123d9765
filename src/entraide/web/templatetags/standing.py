"""Attestations in templates: their kind, until when they hold, who may read them."""

from typing import Any

from django import template
from django.utils import timezone

from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Membership
from entraide.wording import standing

register = template.Library()


@register.simple_tag
def kind_named(one: Attestation | AttestationRequest) -> str:
    """What it is about: `{% kind_named attestation %}`."""
    return standing.kind_name(one.kind, name=one.name)


@register.simple_tag
def kind_title(kind: str) -> str:
    """A kind by its code: `{% kind_title "identity" %}`."""
    return standing.kind_name(kind)


@register.simple_tag
def kind_needs(kind: str) -> str:
    """What has to be shown for it: `{% kind_needs "identity" %}`."""
    return standing.kind_shown(kind)


@register.simple_tag
def valid_until(one: Attestation) -> str:
    """ "jusqu'au 4 mars 2029" """
    return standing.until_words(one.valid_until, now=timezone.now()) if one.valid_until else ""


@register.simple_tag
def readers_of(one: Attestation) -> str:
    """Who may read it."""
    return standing.readers_words(
        one.kind,
        house=one.community.name,
        is_hidden=one.hidden_at is not None,
        is_open=one.community.is_readable_by_all,
    )


@register.simple_tag
def words_of_end(one: Attestation) -> str:
    """How it ended; of one whose time is over before anybody wrote that down too."""
    return standing.end_words(one.ended_how or "expired")


@register.simple_tag
def kinds_of(membership: Membership) -> str:
    """What the community trusts this member with: `{% kinds_of membership %}`."""
    return standing.kinds_listed(membership.may_attest)


@register.simple_tag(takes_context=True)
def lines_of(context: dict[str, Any], key: object) -> list[str]:
    """The standing of one person of a list, from `standings` in the context: `{% lines_of person.pk as lines %}`."""
    return list(context.get("standings", {}).get(key, ()))
