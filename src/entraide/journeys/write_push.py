"""Write a push: what a device shows of a notice, in its person's language. A line, and where it leads; never somebody's words.

A telephone shows it to whoever holds it: so it says what a mail says in its subject, and the page says the rest.
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.journeys.deliver_letters import house_of, letter_of
from entraide.journeys.stop_push import stop_push_key
from entraide.journeys.when_to_mail import waits_for_nobody
from entraide.records.notices.models import Notice
from entraide.records.notices.queries import pushed_with
from entraide.wording.counts import figures
from entraide.wording.tongue import tongue

_LONGEST_LINE = 180


@dataclass(frozen=True, kw_only=True)
class WrittenPush:
    """What is sealed (`words`, JSON), and what its service is told: how urgent it is, its topic, and for how long it is news."""

    words: bytes
    urgency: Literal["low", "normal", "high"]
    topic: str
    lasts: timedelta


def write_push(*, notice: Notice, now: datetime) -> WrittenPush:
    """The push of a notice; of one that was kept for an hour with others, that so many wait."""
    house = house_of([notice])
    address_form = house.get("address_form", "vous")
    with translation.override(tongue(language=notice.person.language, address_form=address_form)):
        count = pushed_with(notice) if notice.is_in_digest else 1
        said = {
            "house": house["house"],
            "stop": reverse("stop_push", args=[stop_push_key(person=notice.person, kind=notice.kind)]),
            "stopWords": _("Ne plus me le dire ici"),
            "stopped": _("C'est noté : plus rien de ce genre sur vos appareils."),
            "tag": topic_of(notice),
            "lang": notice.person.language,
        }
        if count > 1:
            title = ngettext("%(n)s nouvelle d'Entraide", "%(n)s nouvelles d'Entraide", count) % {"n": figures(count)}
            said |= {"title": title, "url": reverse("mine")}
        else:
            letter = letter_of(notice, now=now)
            title = " ".join(letter.subject().split())
            said |= {"title": title, "url": letter.address.removeprefix(settings.ADDRESS)}
    said["title"] = said["title"] if len(title) <= _LONGEST_LINE else f"{title[:_LONGEST_LINE]}…"
    return WrittenPush(
        words=json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(),
        urgency=_urgency(notice),
        topic=said["tag"],
        lasts=lasts(notice),
    )


def topic_of(notice: Notice) -> str:
    """What marks pushes of which only the latest need be seen: 32 signs that tell nobody what they are about."""
    about = f"{settings.SECRET_KEY} {notice.person_id} {notice.kind} {notice.about or notice.post_id}"
    return urlsafe_b64encode(sha256(about.encode()).digest()[:24]).decode()


def lasts(notice: Notice) -> timedelta:
    """For how long it is worth being shown: an ask for as long as its post hurries or not, a conversation some days."""
    if notice.kind == "ask" and notice.post and notice.post.is_urgent:
        return timedelta(hours=4)
    return timedelta(days=3) if notice.post is None else timedelta(days=1)


def _urgency(notice: Notice) -> Literal["low", "normal", "high"]:
    """How eagerly a service may wake the device (RFC 8030, 5.3)."""
    if waits_for_nobody(notice.kind) or (notice.post is not None and notice.post.is_urgent):
        return "high"
    return "low" if notice.is_in_digest else "normal"
