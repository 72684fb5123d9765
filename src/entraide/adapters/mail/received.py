"""A mail that came in, taken apart: who says they wrote it, their words, the pictures with it, and whether a person wrote it at all.

Nothing of it is believed here; who may write where is the journey's to know. Whatever a program sends, something comes out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from hashlib import sha256

from entraide.logic.talking.html_text import text_of_html

MOST_PICTURES = 3
_MOST_PARTS = 60
_MOST_TEXT = 200_000
# Beside RFC 3834's own heading: what older programs say when they answer by themselves.
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Mail-Autoreply", "List-Id", "X-Failed-Recipients")
_AUTOMATIC_SUBJECT = re.compile(
    r"\s*(?:réponse automatique|absence du bureau|absent du bureau|automatisch antwoord|automatische? (?:antwort|beantwoording)"
    r"|afwezig(?:heidsbericht)?|abwesenheits\w+|abwesend|automatic reply|auto(?:matic)? ?-?response|autoreply|out of (?:the )?office"
    r"|undeliver\w+|delivery status notification|mail delivery (?:failed|system)|returned mail|unzustellbar"
    r"|onbestelbaar|non remis|échec de (?:la )?remise)\b",
    re.IGNORECASE,
)
_MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|noreply|do-not-reply|bounces?)(?:[+-].*)?@", re.IGNORECASE
)


@dataclass(frozen=True)
class Arrived:
    """A mail that came in.

    Attributes:
        identity: a digest of its Message-ID and sender, or of all of it where it has none.
        senders: the addresses of From, in small letters; a person writes from one.
        text: its words with whatever they quote; of one without plain text, those of its HTML with ">" before what is quoted.
        pictures: the pictures that came with it, as they came, the first few; not those within the text, as signatures have.
        has_other_files: whether anything else came with it.
        is_automatic: whether a program wrote it by itself: an absence, a bounce, a mailing list (RFC 3834).
        is_forged: whether the mail server that we trust found that it is not from whom it says (DMARC, RFC 7489).
    """

    identity: str
    senders: tuple[str, ...]
    text: str
    pictures: tuple[bytes, ...] = ()
    has_other_files: bool = False
    is_automatic: bool = False
    is_forged: bool = False


def read_mail(content: bytes, *, trusted_server: str = "") -> Arrived:
    """Take a mail apart. `trusted_server`: the name under which our own mail server writes Authentication-Results; "" for none."""
    message = message_from_bytes(content, policy=policy.compat32)
    senders = _senders(message)
    text, pictures, has_other = _parts(message)
    said = _header(message, "Message-ID").strip()
    return Arrived(
        identity=sha256(f"{said}\0{','.join(senders)}".encode(errors="replace") if said else content).hexdigest(),
        senders=senders,
        text=text,
        pictures=pictures,
        has_other_files=has_other,
        is_automatic=_is_automatic(message, senders),
        is_forged=bool(trusted_server) and _is_forged(message, trusted_server),
    )


def receivers_of(content: bytes) -> tuple[str, ...]:
    """The addresses that the mail itself names as its receivers, for a provider that does not tell whom it brought it for."""
    message = message_from_bytes(content, policy=policy.compat32)
    names = ("To", "Cc", "Delivered-To", "X-Original-To", "X-Forwarded-To")
    said = [str(one) for name in names for one in message.get_all(name, [])]
    return tuple(dict.fromkeys(address.strip().lower() for _, address in getaddresses(said) if "@" in address))


def _senders(message: Message) -> tuple[str, ...]:
    said = getaddresses([_header(message, "From")])
    return tuple(dict.fromkeys(address.strip().lower() for _, address in said if "@" in address))


def _header(message: Message, name: str) -> str:
    """A heading as text, decoded; "" if it is not there, as it stands if it is not to be decoded."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        return str(make_header(decode_header(str(raw))))
    except (LookupError, ValueError):
        return str(raw)


def _is_automatic(message: Message, senders: tuple[str, ...]) -> bool:
    if _header(message, "Auto-Submitted").split(";")[0].strip().lower() not in ("", "no"):
        return True
    if _header(message, "Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply", "auto-reply"):
        return True
    if any(name in message for name in _AUTOMATIC) or _header(message, "Return-Path").strip() == "<>":
        return True
    if message.get_content_type() in ("multipart/report", "message/delivery-status", "text/calendar"):
        return True
    return bool(_AUTOMATIC_SUBJECT.match(_header(message, "Subject"))) or any(map(_MACHINES.match, senders))


def _is_forged(message: Message, trusted_server: str) -> bool:
    """Whether our own server says so. It writes on top; what stands lower under its name could be anybody's."""
    for said in message.get_all("Authentication-Results", []):
        server, _, results = str(said).partition(";")
        if server.split()[:1] == [trusted_server]:
            return bool(re.search(r"\bdmarc\s*=\s*fail\b", results, re.IGNORECASE))
    return False


def _parts(message: Message) -> tuple[str, tuple[bytes, ...], bool]:
    """The words, the pictures, and whether there is anything else."""
    plain: list[str] = []
    html: list[str] = []
    pictures: list[bytes] = []
    has_other = False
    for part in _leaves(message):
        kind = part.get_content_type()
        is_file = part.get_content_disposition() == "attachment" or bool(part.get_filename())
        if kind.startswith("text/") and not is_file:
            (html if kind == "text/html" else plain).append(_text(part))
        elif kind.startswith("image/"):
            is_within = part.get_content_disposition() == "inline" and part.get("Content-ID") and bool(html)
            if not is_within and len(pictures) < MOST_PICTURES:
                pictures.append(_bytes(part))
        elif kind not in ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"):
            has_other = True
    said = "\n".join(plain)
    return (said if said.strip() else text_of_html("\n".join(html))), tuple(pictures), has_other


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; not those of mails within the mail."""
    waiting, count = [message], 0
    while waiting and count < _MOST_PARTS:
        part, count = waiting.pop(0), count + 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting[:0] = [one for one in inner if isinstance(one, Message)]
        elif part.get_content_maintype() != "message":
            yield part


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    """The words of a part, in whatever letters it says, or seems, to be written; soft line ends joined (RFC 3676)."""
    raw = _bytes(part)[:_MOST_TEXT]
    for charset in (part.get_content_charset(), "utf-8", "cp1252"):
        try:
            words = raw.decode(charset or "utf-8")
            break
        except (LookupError, UnicodeDecodeError):
            continue
    else:
        words = raw.decode("latin-1")
    if str(part.get_param("format", "")).lower() == "flowed":
        words = re.sub(r"(?m)^(?!-- $)(?!>)(.*) \r?\n(?![>\r\n])(?!-- )", r"\1 ", words)
    return words
