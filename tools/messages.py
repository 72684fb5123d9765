"""Collects every sentence that people can see, from templates and Python, and merges it into the four .po files.

French is the language of the source: a msgid is the French text. Run it after changing words: `make messages`.
Some communities say "tu" and "du": what addresses people stands once more in that form, in a catalogue that holds nothing else
(locale/fr_TU, locale/de_DU). Where a sentence only looks as if it did, the same words stand there.
Pure Python (Babel and polib): a bare machine needs no gettext. With --check it changes nothing and fails if something is missing.
"""

import argparse
import io
import os
import re
import sys
from pathlib import Path

import polib
from babel.messages.extract import extract_python

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "entraide"
LANGUAGES = ("fr", "nl", "en", "de")
# Forms of address besides a language's usual one: the language, and by what it shows that a sentence addresses somebody in the
# usual form: a pronoun, or an imperative ("Choisissez", "Dites").
FORMS = {
    "fr_TU": (
        "fr",
        re.compile(
            r"\b(?:vous|votre|vos|vôtres?|êtes|soyez|dites|faites|(?!(?:ch|ass|n|r)ez\b)\w+ez)(?:-\w+)?\b",
            re.IGNORECASE,
        ),
    ),
    "de_DU": ("de", re.compile(r"\b(?:Sie|Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihres)\b")),
}
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "nl": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "de": "nplurals=2; plural=(n != 1);",
}
CALL = re.compile(
    r"""\b(?:np?|p)?(?:gettext|_)\((?:\s*u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*,?\s*(?:count)?)+\)""", re.DOTALL
)
Message = tuple[str | None, str, str | None]  # context, msgid, plural


def found_messages() -> dict[Message, list[str]]:
    """Every message in the source, with the files it stands in."""
    from django.conf import settings
    from django.utils.translation import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    found: dict[Message, list[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py":
            source = path.read_text(encoding="utf-8")
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            # templatize() blanks all but the calls out, which is no Python any more: keep the calls, one a line.
            source = "\n".join(match[0] for match in CALL.finditer(templatize(path.read_text(encoding="utf-8"))))
        else:
            continue
        for _line, function, words, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, (), {}):
            message = as_message(function, words)
            if message and message[1]:
                where = found.setdefault(message, [])
                name = str(path.relative_to(ROOT))
                if name not in where:
                    where.append(name)
    return found


def as_message(function: str, words: object) -> Message | None:
    """One extracted call as (context, msgid, plural)."""
    parts = list(words) if isinstance(words, tuple) else [words]
    if any(part is not None and not isinstance(part, str) for part in parts):
        return None
    if function.startswith("np"):
        return (parts[0], parts[1], parts[2]) if len(parts) > 2 and parts[1] else None
    if function.startswith("p"):
        return (parts[0], parts[1], None) if len(parts) > 1 and parts[1] else None
    if function.startswith("n"):
        return (None, parts[0], parts[1]) if len(parts) > 1 and parts[0] else None
    return (None, parts[0], None) if parts and parts[0] else None


def catalogue(language: str) -> Path:
    """Where a language's messages are kept."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def merged(language: str, found: dict[Message, list[str]]) -> polib.POFile:
    """The language's messages: those found, with the translations already there; what is not found any more goes."""
    path = catalogue(language)
    old = {(e.msgctxt, e.msgid, e.msgid_plural or None): e for e in polib.pofile(str(path))} if path.exists() else {}
    result = polib.POFile(wrapwidth=110)
    result.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS[language],
    }
    for message in sorted(found, key=lambda m: (found[m][0], m[1], m[0] or "")):
        context, msgid, plural = message
        entry = polib.POEntry(msgctxt=context, msgid=msgid, occurrences=[(where, "") for where in found[message]])
        before = old.get(message)
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = dict(before.msgstr_plural) if before else {0: "", 1: ""}
            if language == "fr":
                entry.msgstr_plural = {0: msgid, 1: plural}
        else:
            entry.msgstr = msgid if language == "fr" else (before.msgstr if before else "")
        if "%(" in msgid or "%(" in (plural or ""):
            entry.flags.append("python-format")
        result.append(entry)
    return result


def merged_form(form: str, usual: polib.POFile) -> polib.POFile:
    """What addresses people, of a language's messages, in another form of address; with what is already there."""
    language, sign = FORMS[form]
    path = catalogue(form)
    old = {(e.msgctxt, e.msgid, e.msgid_plural or None): e for e in polib.pofile(str(path))} if path.exists() else {}
    result = polib.POFile(wrapwidth=110)
    result.metadata = usual.metadata | {"Language": form}
    for entry in usual:
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not any(map(sign.search, texts)):
            continue
        before = old.get((entry.msgctxt, entry.msgid, entry.msgid_plural or None))
        kept = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, occurrences=entry.occurrences, flags=entry.flags)
        # The usual form stands beside it: of French it is the msgid, of another language it has to be seen to be changed.
        kept.tcomment = "" if language == "fr" else " / ".join(texts)
        if entry.msgid_plural:
            kept.msgid_plural = entry.msgid_plural
            kept.msgstr_plural = dict(before.msgstr_plural) if before else {0: "", 1: ""}
        else:
            kept.msgstr = before.msgstr if before else ""
        # What was said in this form of another usual text is to be looked at again. A comment may be folded at a hyphen.
        if before and "".join(before.tcomment.split()) != "".join(kept.tcomment.split()):
            kept.msgstr, kept.msgstr_plural = "", ({0: "", 1: ""} if entry.msgid_plural else {})
        result.append(kept)
    return result


def untranslated(po: polib.POFile) -> list[str]:
    """The msgids without a translation."""
    return [e.msgid for e in po if not (all(e.msgstr_plural.values()) if e.msgid_plural else e.msgstr)]


def main() -> int:
    """Merge, or check; prints what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if a file is stale or a translation is missing"
    )
    parser.add_argument(
        "--forms",
        action="store_true",
        help="list what lacks its other form of address as well; with --check, fail for it",
    )
    given = parser.parse_args()
    check = given.check
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "")
    found = found_messages()
    missing = 0
    catalogues = {language: merged(language, found) for language in LANGUAGES}
    catalogues |= {form: merged_form(form, catalogues[language]) for form, (language, _) in FORMS.items()}
    for language, po in catalogues.items():
        path = catalogue(language)
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != str(po) + "\n":
                print(f"{language}: {path.relative_to(ROOT)} is stale; run `make messages`")
                missing += 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(po) + "\n", encoding="utf-8")
        lacking = untranslated(po)
        for msgid in lacking if language in LANGUAGES or given.forms else ():
            print(f"{language}: not translated: {msgid!r}")
            missing += 1
        if lacking and language in FORMS and not given.forms:
            print(f"{language}: {len(lacking)} of {len(po)} are said in the usual form (--forms lists them)")
    print(f"{len(found)} messages in {len(LANGUAGES)} languages and {len(FORMS)} more forms of address")
    return 1 if missing and check else 0


if __name__ == "__main__":
    sys.exit(main())
