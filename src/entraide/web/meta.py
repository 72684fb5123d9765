"""What a page says of itself to search engines and previews: a description, its one address, what it shows (schema.org).

Only what anybody may read says anything; every other page asks not to be listed. It depends on the page alone, never on who looks.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entraide.records.communities.models import Community
from entraide.records.conversations.models import Message, Thread
from entraide.records.posts.models import Post
from entraide.wording.kinds import named_sentence
from entraide.wording.readings import topic_label

LONGEST_DESCRIPTION = 160
# Pages of the platform's own words, open to all.
PLAIN = ("home", "board", "communities", "help", "accessibility", "charter", "source")


@dataclass(frozen=True)
class Meta:
    """What one page says.

    Attributes:
        title: what it is called, in plain text.
        description: one sentence in plain text.
        path: its one address, without the server's.
        sort: Open Graph's type.
        things: schema.org's objects, as plain data.
        feeds: title and path of its Atom feeds.
        calendar: path of its calendar, if it has one.
    """

    title: str
    description: str
    path: str
    sort: str = "website"
    things: tuple[Mapping[str, Any], ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    calendar: str = ""

    @property
    def address(self) -> str:
        """Its one address."""
        return settings.ADDRESS + self.path

    @property
    def linked_data(self) -> SafeString:
        """Its things as JSON-LD, safe inside a data block: no "<" stands in it."""
        graph = {"@context": "https://schema.org", "@graph": list(self.things)}
        text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
        for sign, code in (
            ("<", "\\u003c"),
            (">", "\\u003e"),
            ("&", "\\u0026"),
            ("\u2028", "\\u2028"),
            ("\u2029", "\\u2029"),
        ):
            text = text.replace(sign, code)
        return mark_safe(text)  # noqa: S308 - what could end the block is written as codes just above


def meta_of(
    name: str, *, post: Post | None, house: Community | None, thread: Thread | None, first: Message | None
) -> Meta | None:
    """What the page of this name says of itself; None if it is not to be listed."""
    if name == "post" and post is not None:
        return _of_post(post)
    if name == "community" and house is not None:
        return _of_community(house)
    if name == "forum" and house is not None:
        return _of_forum(house)
    if name == "thread" and thread is not None:
        return _of_thread(thread, first)
    if name in PLAIN:
        board = ((_("Annonces"), reverse("board_feed")),)
        title = _("Annonces") if name == "board" else "Entraide"
        return Meta(title, _descriptions()[name], reverse(name), feeds=board if name in ("home", "board") else ())
    return None


def _of_post(post: Post) -> Meta | None:
    """An open post that anybody may read; a past one says nothing to whoever comes from elsewhere."""
    house = post.community
    if post.state != "open" or post.hidden_at or not house.is_readable_by_all or not post.writer.is_active:
        return None
    thing: dict[str, Any] = {
        "@type": "Demand" if post.kind == "need" else "Offer",
        "name": post.text,
        "url": settings.ADDRESS + post.get_absolute_url(),
        "inLanguage": post.language,
        "availabilityStarts": post.published_at.date().isoformat(),
        "itemOffered": {"@type": "Service", "name": topic_label(post.topic) if post.topic else post.text},
    }
    if post.ends_at:
        thing["validThrough"] = post.ends_at.isoformat()
    if post.kind == "offer" and post.terms_mode == "free":
        thing |= {"price": 0, "priceCurrency": "EUR"}
    if post.place_name and not post.place_is_home:
        thing["areaServed"] = {"@type": "Place", "name": post.place_name}
    inside = [] if house.is_server_wide else [(house.name, house.get_absolute_url())]
    trail = _trail((_("Annonces"), reverse("board")), *inside, (post.text[:60], post.get_absolute_url()))
    words = named_sentence(post.kind, post.text)
    calendar = reverse("post_event", args=[post.code]) if post.starts_at else ""
    return Meta(_short(post.text), _short(words), post.get_absolute_url(), "article", (thing, trail), calendar=calendar)


def _of_community(house: Community) -> Meta | None:
    if house.closed_at:
        return None
    is_open = house.is_readable_by_all
    thing: dict[str, Any] = {
        "@type": "Organization",
        "name": house.name,
        "url": settings.ADDRESS + house.get_absolute_url(),
        "foundingDate": house.opened_at.date().isoformat(),
    }
    if house.motto:
        thing["slogan"] = house.motto
    if house.communes:
        thing["areaServed"] = [{"@type": "Place", "name": str(place.get("name", ""))} for place in house.communes[:20]]
    words = house.motto or _("Des voisins qui s'entraident : ce qu'ils cherchent, ce qu'ils proposent.")
    return Meta(
        house.name,
        _short(f"{house.name} : {words}" if house.motto else words),
        house.get_absolute_url(),
        things=(thing,),
        feeds=((house.name, reverse("community_feed", args=[house.slug])),) if is_open else (),
        calendar=reverse("community_calendar", args=[house.slug]) if is_open else "",
    )


def _of_forum(house: Community) -> Meta | None:
    if house.closed_at or not house.is_forum_readable_by_all:
        return None
    title = _("%(name)s : discussions") % {"name": house.name}
    feed = (title, reverse("forum_feed", args=[house.slug]))
    path = reverse("forum", args=[house.slug])
    trail = _trail((house.name, house.get_absolute_url()), (_("Discussions"), path))
    return Meta(title, title, path, things=(trail,), feeds=(feed,))


def _of_thread(thread: Thread, first: Message | None) -> Meta | None:
    """A thread of a forum that anybody may read. Never one between two people."""
    house = thread.community
    if (
        thread.kind != "forum"
        or house is None
        or thread.hidden_at
        or house.closed_at
        or not house.is_forum_readable_by_all
    ):
        return None
    said = "" if first is None or first.withdrawn_at or first.hidden_at else first.words
    writer = thread.opened_by.first_name if thread.opened_by else house.name
    thing = {
        "@type": "DiscussionForumPosting",
        "headline": thread.subject,
        "url": settings.ADDRESS + thread.get_absolute_url(),
        "datePublished": thread.opened_at.isoformat(),
        "dateModified": thread.latest_at.isoformat(),
        "author": {"@type": "Person" if thread.opened_by else "Organization", "name": writer},
        "commentCount": max(thread.message_count - 1, 0),
        **({"text": _short(said, 500)} if said else {}),
    }
    forum = reverse("forum", args=[house.slug])
    trail = _trail(
        (house.name, house.get_absolute_url()),
        (_("Discussions"), forum),
        (thread.subject, thread.get_absolute_url()),
    )
    return Meta(thread.subject, _short(said or thread.subject), thread.get_absolute_url(), "article", (thing, trail))


def _trail(*steps: tuple[str, str]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": settings.ADDRESS + path}
        for n, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _short(text: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """The text on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _descriptions() -> dict[str, str]:
    everything = _(
        "Une phrase suffit : ce que vous cherchez ou proposez trouve des voisins. Sans publicité ni pistage."
    )
    return {
        "home": everything,
        "board": _("Ce que des voisins cherchent et proposent en ce moment, près de chez vous."),
        "communities": _("Des communautés où l'on s'entraide : communes, quartiers, métiers, associations."),
        "help": _("Comment Entraide fonctionne, et à qui écrire."),
        "accessibility": _("Comment ces pages s'utilisent, et à qui dire ce qui gêne."),
        "charter": _("Ce qui protège tout le monde, dans chaque communauté."),
        "source": _("Le code d'Entraide est libre : sa licence, et où le trouver."),
    }
