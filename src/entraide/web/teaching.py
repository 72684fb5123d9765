"""Whether a corrected draft may teach the bot: what its writer said on the page of the draft, kept in their session until then.

Nothing is kept that was not said yes to: by the setting, which the page then names, or by the box on it, which is never ticked
beforehand.
"""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.http import HttpRequest

from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.outline import corrected_fields
from entraide.records.people.models import Person
from entraide.web.corrections import Understood
from entraide.wording.lengths import kept_for

_SLOT = "teaching"


@dataclass(frozen=True)
class Teaching:
    """What the writer ticked for the draft with this key: keep this one; keep the next ones too; not this time (of the setting)."""

    key: str = ""
    keeps: bool = False
    always: bool = False
    not_this: bool = False


@dataclass(frozen=True)
class TeachingView:
    """What the page asks or tells: `is_setting` when the person's setting already says yes; for how long it would be kept."""

    said: Teaching
    is_setting: bool
    kept_for: str


def teaching_of(request: HttpRequest, *, key: str) -> Teaching:
    """What was said for the draft with this key; of another draft's boxes nothing is taken over."""
    kept = request.session.get(_SLOT)
    return Teaching(**kept) if kept and kept["key"] == key else Teaching(key=key)


def take_teaching(request: HttpRequest, *, key: str) -> Teaching:
    """What the sent form says of it, kept in the session; what was said before if the form did not ask."""
    if "teach_asked" not in request.POST:
        return teaching_of(request, key=key)
    always = "teach_always" in request.POST
    said = Teaching(
        key=key, keeps=always or "teach" in request.POST, always=always, not_this="teach_not" in request.POST
    )
    request.session[_SLOT] = asdict(said)
    return said


def teaching_view(
    request: HttpRequest, understood: Understood, *, key: str, person: Person | None
) -> TeachingView | None:
    """What the page of the draft shows of it; None where nothing was corrected."""
    if not corrected_fields(read=understood.read, right=understood.reading):
        return None
    return TeachingView(
        said=teaching_of(request, key=key),
        is_setting=bool(person and person.teaches_reader),
        kept_for=kept_for(settings.CORRECTIONS_KEPT),
    )


def taught_from(understood: Understood, said: Teaching, *, person: Person) -> Reading | None:
    """What the bot itself read, if the writer agreed that it learns from this draft; else None."""
    agreed = not said.not_this if person.teaches_reader else said.keeps
    return understood.read if agreed else None
