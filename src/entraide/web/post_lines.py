"""A post as a line of a list: its mark, its sentence with the coloured lines, and under it who, where and when.

A page shows twenty of them, so they are written here and not in templates: there, most of a page's time went into looking up the same
few names for every line.
"""

from collections.abc import Container
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.web.sentences import sentence
from entraide.wording.distances import about_km
from entraide.wording.moments import ago
from entraide.wording.readings import language_in_words
from entraide.wording.tongue import plain_language


def post_item(post: Post, *, line: SafeString, number: int | str | None = None) -> SafeString:
    """The whole line: `line` is what stands under the sentence (person_line); `number`: its number in the list, if it has one."""
    place = f' id="p{escape(number)}"' if number else ""
    path = escape(post.get_absolute_url())
    return mark_safe(  # noqa: S308 - every part is escaped, here or where it was made
        f'<li class="row"{place}>\n  {kind_mark(post.kind, number=number)}\n'
        f'  <div class="text"><p class="sentence"{_lang(post)}><a href="{path}">{sentence(post)}</a></p>\n'
        f"  {line}</div>\n</li>\n"
    )


def kind_mark(kind: str, *, number: int | str | None = None) -> SafeString:
    """The mark and the word of a post: `kind` is need or offer, or done; `number`: its number in the list, if it has one."""
    word = {"need": _("Demande"), "offer": _("Offre")}.get(kind) or _("C'est fait")
    behind = f" {escape(number)}" if number else ""
    return mark_safe(f'<p class="kind {escape(kind)}">{word}{behind}</p>')  # noqa: S308 - our own words, and escaped


def person_line(post: Post, *, name: SafeString, distance_km: float | None, house: Community | None) -> SafeString:
    """Under a sentence: first name, distance or community, when, answers, language.

    `name`: the writer's (name_of); `house`: the community whose page this is.
    """
    parts = [f"<b>{name}</b>{_by_hand(post)}"]
    if distance_km is not None:
        parts.append(escape(about_km(distance_km)))
    elif not post.community.is_server_wide and (house is None or post.community_id != house.pk):
        parts.append(escape(post.community.name))
    parts.append(escape(ago(post.published_at, now=timezone.now())))
    count = getattr(post, "answer_count", 0)
    if count:
        parts.append(ngettext("%(n)s réponse", "%(n)s réponses", count) % {"n": count})
    if post.language != plain_language():
        parts.append(escape(language_in_words(post.language)))
    return mark_safe(f'<p class="meta">{"".join(f"<span>{part}</span>" for part in parts)}</p>\n')  # noqa: S308 - all escaped


def name_of(
    who: Person,
    *,
    viewer: Person | None,
    knows: bool = False,
    community_id: UUID | None = None,
    houses: Container[UUID | None] = (),
) -> SafeString:
    """A person's first name, leading to their page where the viewer may open it.

    `community_id`: where they are met; `houses`: the communities the viewer belongs to; `knows`: the two have dealt with each other.
    """
    if viewer and (knows or community_id in houses):
        path, name = escape(_person_path(who.code)), escape(who.first_name)
        return mark_safe(f'<a class="name" href="{path}">{name}</a>')  # noqa: S308 - escaped just above
    return escape(who.first_name)


def _by_hand(post: Post) -> str:
    if not post.hand_id or post.hand is None:
        return ""
    return " " + _("(écrit par %(name)s)") % {"name": escape(post.hand.first_name)}


def _lang(post: Post) -> str:
    return f' lang="{escape(post.language)}"' if post.language != plain_language() else ""


@lru_cache(maxsize=4096)
def _person_path(code: str) -> str:
    return reverse("person", args=[code])
