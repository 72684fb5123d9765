"""What a notice says, as plain values, and the news made of it: what the functions of wording.news take and give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a notice says, as plain values.

    `facts`: codes and figures that were kept with it. `community` and `slug`: name and address of the community it is about, if
    any. `person`: the first name of whoever `facts["person"]` (an identifier) stands for, "" if they have gone; `person_code` is
    in the address of their page. `thread` and `thread_code`: subject and address of the conversation that `facts["thread"]`
    stands for.
    """

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    community: str = ""
    slug: str = ""
    person: str = ""
    person_code: str = ""
    thread: str = ""
    thread_code: str = ""

    @property
    def who(self) -> str:
        """The person's first name, or that they have gone."""
        return self.person or _("Quelqu'un qui est parti")


@dataclass(frozen=True, kw_only=True)
class News:
    """One piece of news: the `subject` of its mail, its `title` in a list (a whole sentence), `words` that say more ("" for none),
    the `path` of the page it leads to, and what the `button` in a mail says.
    """

    subject: str
    title: str
    words: str = ""
    path: str = "/mine/"
    button: str = ""
