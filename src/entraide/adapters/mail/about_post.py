"""What every letter about a post has: the sentence as it was read, and the page that it leads to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from entraide.adapters.mail.letter import Letter
from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.marking import marked
from entraide.wording.readings import as_plain_text
from entraide.wording.reasons import quoted
from entraide.wording.typography import unbroken


@dataclass(frozen=True, kw_only=True)
class AboutPost(Letter):
    """A letter about a post. `now` is naive or aware local time, for saying days in words; `address` of the page it leads to.

    `stop_address`: where whoever reads it says that they want no more of this sort.
    """

    sentence: str
    sentence_language: str
    reading: Reading
    writer: str
    address: str
    settings_address: str
    now: datetime
    stop_address: str = ""

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "quoted_sentence": quoted(self.sentence),
            "sentence_language": self.sentence_language,
            "pieces": marked(unbroken(self.sentence), self.reading.spans),
            "parts": as_plain_text(self.reading, now=self.now),
            "kind": self.reading.kind,
            "writer": self.writer,
            "address": self.address,
            "settings_address": self.settings_address,
            "stop_address": self.stop_address,
        }
