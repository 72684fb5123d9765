"""What a notice says, as plain values, and the news made of it: what the functions of wording.news take and give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from entraide.logic.bookkeeping.units import Unit
from entraide.logic.promises.terms import Promise
from entraide.wording.promises import promise_sentence, promise_text


@dataclass(frozen=True, kw_only=True)
class PromiseTold:
    """A promise for somebody who reads of it: its terms, with moments as their clock shows them (naive), and the other's name.

    `is_helper`: whether the reader is who helps. `unit` is what their community counts, `counted` what the post counts.
    """

    terms: Promise
    other: str
    is_helper: bool
    unit: Unit
    now: datetime
    counted: str = ""

    def words(self) -> str:
        """The sentence in the active language."""
        other = self.other or _("quelqu'un qui est parti")
        helper, asker = ("", other) if self.is_helper else (other, "")
        return promise_text(
            promise_sentence(self.terms, helper=helper, asker=asker, unit=self.unit, now=self.now, counted=self.counted)
        )


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a notice says, as plain values.

    `facts`: codes and figures that were kept with it. `community` and `slug`: name and address of the community it is about, if
    any. `person`: the first name of whoever `facts["person"]` (an identifier) stands for, "" if they have gone; `person_code` is
    in the address of their page. `thread` and `thread_code`: subject and address of the conversation that `facts["thread"]`
    stands for. `exchange_code` is in the address of the exchange that `facts["exchange"]` stands for, and `promised` says what is
    promised in it.
    """

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    community: str = ""
    slug: str = ""
    person: str = ""
    person_code: str = ""
    thread: str = ""
    thread_code: str = ""
    exchange_code: str = ""
    promised: PromiseTold | None = None

    @property
    def promise(self) -> str:
        """What is promised, or proposed, as a sentence in the active language; "" if nothing is."""
        return self.promised.words() if self.promised else ""

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
