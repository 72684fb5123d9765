"""/dev/mail/: the mails of a demo, which lie in a folder instead of leaving. Anywhere else these pages do not exist."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

MOST_SHOWN = 100


@dataclass(frozen=True)
class LaidMail:
    """One mail of the folder: its file's name, and what a reader wants to know. `text` and `html` may be empty."""

    name: str
    to: str
    subject: str
    sent_at: datetime
    text: str
    html: str


@require_safe
@never_cache
def dev_mail(request: HttpRequest, name: str = "") -> HttpResponse:
    """The list of mails, newest first; with a name, that mail, its plain text first."""
    _only_in_demo()
    if name:
        return render(request, "web/dev_mail_one.html", {"mail": _read(_file(name))})
    mails = [_read(path) for path in _newest_first()[:MOST_SHOWN]]
    to = request.GET.get("to", "").strip().lower()
    return render(request, "web/dev_mail.html", {"mails": [m for m in mails if to in m.to.lower()], "to": to})


@require_safe
@never_cache
def dev_mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The mail's HTML part by itself, as a mail programme would show it. It may style itself, and do nothing else."""
    _only_in_demo()
    response = HttpResponse(_read(_file(name)).html)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return response


def _only_in_demo() -> None:
    if not settings.IS_DEMO:
        raise Http404


def _newest_first() -> list[Path]:
    folder = Path(settings.MAIL_FOLDER)
    if not folder.is_dir():
        return []
    return sorted(
        (p for p in folder.glob("*.eml") if p.is_file()), key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True
    )


def _file(name: str) -> Path:
    """The file of that name among those of the folder: a name is looked for, never opened as a path."""
    for path in _newest_first():
        if path.stem == name:
            return path
    raise Http404


def _read(path: Path) -> LaidMail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    try:
        sent_at = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        sent_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    return LaidMail(
        name=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=sent_at,
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body else ""
