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
        # A form of address (fr_TU) is set as its language is.
        language = path.parts[-3].split("_")[0]
        po = polib.pofile(str(path))
        for entry in po:
            entry.msgstr = typeset(entry.msgstr, language=language)
            entry.msgstr_plural = {n: typeset(text, language=language) for n, text in entry.msgstr_plural.items()}
        if path.parts[-3] != language:
            # What is not said in this form yet must fall back on the language, not on the words of the source.
            for entry in [one for one in po if not (one.msgstr or any(one.msgstr_plural.values()))]:
                po.remove(entry)
        po.save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    main()
