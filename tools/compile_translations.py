"""Compiles the .po files to .mo, and sets the typography of each language on the way (`wording/typography.py`).

Runs at set-up; pure Python. The .mo files are made, never committed.
"""

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from entraide.wording.typography import typeset  # noqa: E402


def main() -> None:
    """Compile every catalogue."""
    for path in sorted((ROOT / "src" / "entraide" / "locale").glob("*/LC_MESSAGES/*.po")):
        language = path.parts[-3]
        po = polib.pofile(str(path))
        for entry in po:
            entry.msgstr = typeset(entry.msgstr, language=language)
            entry.msgstr_plural = {n: typeset(text, language=language) for n, text in entry.msgstr_plural.items()}
        po.save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    main()
