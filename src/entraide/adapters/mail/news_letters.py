"""Letters of news that are about no post, with what was said in conversations; and several letters in one."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.adapters.mail.about_post import AboutPost
from entraide.adapters.mail.letter import Letter
from entraide.wording.counts import figures
from entraide.wording.news import Told, news_of


@dataclass(frozen=True)
class Quote:
    """What somebody wrote in a conversation: their first name, and the words."""

    by: str
    words: str


@dataclass(frozen=True)
class Said:
    """What was said in one conversation, oldest first, and how many messages there are besides.

    Where a mail tells of several, `subject` and `address` say of which; else they are empty.
    """

    quotes: tuple[Quote, ...]
    more: int = 0
    subject: str = ""
    address: str = ""

    @property
    def more_words(self) -> str:
        """How many messages there are besides, in words; empty for none."""
        said = ngettext("Et un autre message.", "Et %(n)s autres messages.", self.more)
        return said % {"n": figures(self.more)} if self.more else ""


@dataclass(frozen=True, kw_only=True)
class NewsLetter(Letter):
    """News that is about no post: `told` in the words of wording.news, and what was said, in one conversation or several.

    `site` is the address of this server without a path.
    """

    told: Told
    site: str
    settings_address: str
    said: tuple[Said, ...] = ()
    stop_address: str = ""
    template: ClassVar[str] = "news"

    @property
    def address(self) -> str:
        """The page that it leads to."""
        return self.site + news_of(self.told).path

    def subject(self) -> str:
        return news_of(self.told).subject

    def facts(self) -> dict[str, Any]:
        news = news_of(self.told)
        is_public = bool(self.reply_to) and self.told.kind in ("reply", "thread")
        # An answer to a letter from a person is private elsewhere; here it is not.
        in_sight = _("Une réponse à ce mail paraît dans la discussion.") if is_public else ""
        return {
            **super().facts(),
            "lead": news.title,
            "words": f"{news.words} {in_sight}".strip(),
            "said": self.said,
            "button": news.button or _("Ouvrir la page"),
            "address": self.address,
            "settings_address": self.settings_address,
            "stop_address": self.stop_address,
        }


@dataclass(frozen=True, kw_only=True)
class DigestLetter(Letter):
    """What was not urgent, in one letter: the letters that it stands for, in order."""

    letters: tuple[AboutPost | NewsLetter, ...]
    settings_address: str
    template: ClassVar[str] = "digest"

    def subject(self) -> str:
        n = len(self.letters)
        return ngettext("%(n)s nouvelle d'Entraide", "%(n)s nouvelles d'Entraide", n) % {"n": figures(n)}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "settings_address": self.settings_address,
            "items": [{**one.facts(), "title": one.subject(), "address": one.address} for one in self.letters],
        }
