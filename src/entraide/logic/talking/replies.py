"""The words that somebody wrote in a reply by mail: without what their program quotes, says of who wrote it, or signs it with.

What comes in is text as mail programs make it, in four languages. What is quoted is known by its ">", by the line that says who
wrote when, by the headings that Outlook repeats, or by a line that our own letters carry (`cut_at`). Whoever answers between
or under the quoted lines is read too.
"""

import re
from collections.abc import Collection

# "Le mer. 4 mars 2026 à 10:40, Bruno <b@example.org> a écrit :", "Bruno schrieb am 04.03.26 um 10:40:" and their like.
_WROTE = re.compile(
    r"(?:(?:le|op|on|am|vom|du)\b.{4,260}\b(?<!['’])(?:a écrit|écrivait|schreef|geschreven door|het volgende geschreven|wrote|schrieb)\b"
    r"|.{1,120}\b(?:a écrit le|schreef op|wrote on|schrieb am|schreef het volgende op)\b.{4,160}"
    r"|\d{4}-\d\d-\d\d \d\d?:\d\d (?:gmt|utc|cest|cet)?.{0,10}.{1,120}<[^<>\s]+@[^<>\s]+>)"
    r"[^:]{0,120}:",
    re.IGNORECASE | re.DOTALL,
)
# What makes it a program's line, and not a person's sentence.
_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]")
_HOUR = re.compile(r"\b\d{1,2}\s?(?::|h|u|\.)\s?\d\d\b", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b")
_MOST_LINES = 4

_HEADING = re.compile(
    r"[*_]*(?P<name>de|van|from|von|envoyé|date|verzonden|datum|sent|gesendet|à|aan|to|an|objet|onderwerp|subject|betreff"
    r"|cc|répondre à|reply-to|antwoord aan)[*_]*\s?:[*_]*(?:\s|$)",
    re.IGNORECASE,
)
_FIRST = {"de", "van", "from", "von"}
_DIVIDER = re.compile(
    r"[-_—–=*\s]{2,}(?:message (?:d'origine|d’origine|original|transféré)|message d'origine|oorspronkelijk bericht"
    r"|doorgestuurd bericht|original (?:message|appointment)|forwarded message|ursprüngliche nachricht"
    r"|weitergeleitete nachricht)[-_—–=*\s]*:?"
    r"|_{15,}|-{20,}"
    r"|(?:début du message (?:transféré|réexpédié)|begin doorgestuurd bericht|begin forwarded message"
    r"|anfang der weitergeleiteten nachricht)\s?:",
    re.IGNORECASE,
)
# What telephones and programs sign with; the whole line.
_SIGNED = re.compile(
    r"[-–—\s]*(?:"
    r"envoyé (?:de|depuis|à partir de|avec|via) (?:mon|ma|l['’]app\w*|la messagerie|mail|courrier|outlook|proton|yahoo|gmail|un mobile)\b.*"
    r"|(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van|door) (?:mijn|mail|e-mail|outlook|proton|een|de|het|yahoo|gmail)\b.*"
    r"|sent (?:from|with|via) (?:my|mail|outlook|proton|the|a|yahoo|gmail|samsung|android|iphone|mobile)\b.*"
    r"|(?:von (?:meine[mr]|unterwegs)\b.*gesendet.*"
    r"|gesendet (?:von|mit|über|aus) (?:mein|mail|outlook|proton|der|einem|yahoo|gmail|web)\w*\b.*"
    r"|diese nachricht wurde von mein\w* .* gesendet.*)"
    r"|(?:obtenir|télécharger|téléchargez|get|download|download je|haal) outlook (?:pour|for|voor|für)\b.*"
    r"|outlook (?:voor|für) \w+ (?:downloaden|ophalen|beziehen|herunterladen|holen)\.?"
    r"|holen sie sich outlook für .*"
    r"|provenance : courrier pour windows.*"
    r")\s*",
    re.IGNORECASE,
)
_LEFTOVER = re.compile(r"\[(?:cid:[^\]]*|image: [^\]]*|inline image[^\]]*)\]|<(?:mailto:|tel:)[^<>]*>", re.IGNORECASE)
_QUOTED = re.compile(r"\s?>")


def words_of_reply(text: str, *, cut_at: Collection[str] = ()) -> str:
    """What the person wrote themselves, in paragraphs; "" if that is nothing.

    `text`: the plain text of the mail. `cut_at`: lines of our own letters under which nothing is theirs, in all languages.
    """
    lines = [_LEFTOVER.sub("", line).rstrip() for line in _tidy(text).split("\n")]
    kept = _without_signature(_own_lines(lines, [_bare(line) for line in cut_at]))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _tidy(text: str) -> str:
    """One sort of line end and of space; nothing that no database keeps."""
    for sign, instead in (
        ("\r\n", "\n"),
        ("\r", "\n"),
        ("\x00", ""),
        ("\xa0", " "),
        ("\u202f", " "),
        ("\u200b", ""),
        ("\ufeff", ""),
    ):
        text = text.replace(sign, instead)
    return text


def _bare(line: str) -> str:
    """A line without its typography, to compare."""
    return re.sub(r"\W+", " ", line.casefold()).strip()


def _own_lines(lines: list[str], cut_at: list[str]) -> list[str]:
    """The lines that nobody else wrote."""
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _QUOTED.match(line):
            place += 1
            continue
        if cut_at and any(mark in _bare(line) for mark in cut_at):
            break
        if _DIVIDER.fullmatch(line.strip()) or _begins_headings(lines, place):
            break
        span, is_sure = _attribution(lines, place)
        if span and _is_quoted_next(lines, place + span):
            place += span
            continue
        if span and is_sure:
            break
        kept.append(line)
        place += 1
    return kept


def _attribution(lines: list[str], place: int) -> tuple[int, bool]:
    """How many lines from here on say who wrote when (programs break the line where it grows long), 0 if none do.

    And whether only a program writes so: with an address, or with both year and hour.
    """
    for count in range(1, _MOST_LINES + 1):
        part = lines[place : place + count]
        if len(part) < count or not part[-1].strip():
            break
        said = " ".join(line.strip() for line in part)
        if _WROTE.fullmatch(said) and (_ADDRESS.search(said) or _HOUR.search(said) or _DAY.search(said)):
            return count, bool(_ADDRESS.search(said) or (_HOUR.search(said) and _DAY.search(said)))
        if said.endswith(":"):
            break
    return 0, False


def _is_quoted_next(lines: list[str], place: int) -> bool:
    """Whether what follows is marked as quoted, so that what is not marked may be the person's."""
    following = next((line for line in lines[place:] if line.strip()), "")
    return bool(_QUOTED.match(following))


def _begins_headings(lines: list[str], place: int) -> bool:
    """Whether the headings of an older mail begin here, as Outlook repeats them: who, when, to whom, about what."""
    first = _HEADING.match(lines[place].strip())
    if not first or first["name"].casefold() not in _FIRST:
        return False
    # A heading may be broken over two lines, and have empty ones between.
    following = [line.strip() for line in lines[place + 1 : place + 9] if line.strip()][:5]
    return sum(1 for line in following if _HEADING.match(line)) >= 2


def _without_signature(lines: list[str]) -> list[str]:
    """The lines down to the signature: what follows two hyphens (RFC 3676, 4.3), and what a telephone adds at the end."""
    for place, line in enumerate(lines):
        if line.strip() in ("--", "—", "–") and any(before.strip() for before in lines[:place]):
            lines = lines[:place]
            break
    return [line for line in lines if not _SIGNED.fullmatch(line.strip())]
