"""A catalogue for "tu" that knows two messages, whatever ours says by now."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.utils.translation import trans_real

YOURS = "Rien ne change avant que vous ayez vu l'effet et dit pourquoi."


@pytest.fixture
def with_tu(tmp_path: Path, settings: Any) -> Iterator[None]:
    """A catalogue for "tu" that knows two messages, whatever ours says by now."""
    folder = tmp_path / "fr_TU" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}
    po.append(polib.POEntry(msgid=YOURS, msgstr="Rien ne change avant que tu aies vu l’effet et dit pourquoi."))
    po.append(polib.POEntry(msgid="Lire et répondre", msgstr="Lis et réponds"))
    po.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()
