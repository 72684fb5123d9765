"""The tag that lets each page say what it is: `{% meta_of_page as meta %}`, in page.html only."""

from typing import Any

from django import template
from django.template import Context

from entraide.records.communities.models import Community
from entraide.records.conversations.models import Message, Thread
from entraide.records.posts.models import Post
from entraide.web.meta import Meta, meta_of

register = template.Library()


@register.simple_tag(takes_context=True)
def meta_of_page(context: Context) -> Meta | None:
    """What the page being written says of itself, from its route and what it shows; None if it is not to be listed."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if match is None:
        return None

    def shown(name: str, sort: type[Any]) -> Any:
        value = context.get(name)
        return value if isinstance(value, sort) else None

    # The thread's page shows its messages from the first one, if there is no earlier page.
    lines = context.get("lines")
    first = getattr(lines[0], "message", None) if lines and not context.get("earlier") else None
    return meta_of(
        match.url_name or "",
        post=shown("post", Post),
        house=shown("house", Community),
        thread=shown("thread", Thread),
        first=first if isinstance(first, Message) else None,
    )
