"""The line in our letters above which one answers: by it the words of an answer are told from what is quoted."""

from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.wording.tongue import tongue


def line_to_answer_above() -> str:
    """The line, in the active language."""
    return _("Pour répondre, écrivez au-dessus de cette ligne.")


@cache
def lines_to_answer_above() -> tuple[str, ...]:
    """The line as any of our letters may have it: in each language, in both forms of address."""
    lines = []
    for language, _name in settings.LANGUAGES:
        for form in ("vous", "tu"):
            with translation.override(tongue(language=language, address_form=form)):
                lines.append(line_to_answer_above())
    return tuple(dict.fromkeys(lines))
