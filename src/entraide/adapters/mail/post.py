"""Handing letters over to whatever Django's mail backend is: an SMTP server, the folder of a demo, the list of a test."""

from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from entraide.adapters.mail.letter import Letter, compose


def send_letter(letter: Letter, *, house: str = "Entraide", address_form: str = "vous") -> None:
    """Compose and send one letter, as from `house`, where people are addressed by `address_form` (vous, tu).

    Raises OSError or SMTPException if it could not be handed over; then nothing was sent.

    The Message-ID is made from the letter's identity alone, so that a letter sent twice after a crash is one to mail programs
    (RFC 5322, 3.6.4). No tracking, no remote picture.
    """
    composed = compose(letter, house=house, address_form=address_form)
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=composed.subject,
        body=composed.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((letter.first_name, letter.to))],
        headers={
            "Message-ID": f"<{letter.identity}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
        reply_to=[letter.reply_to] if letter.reply_to else None,
    )
    stop_address = getattr(letter, "stop_address", "")
    if stop_address:
        # RFC 8058: a mail program may stop this sort of mail with one click.
        message.extra_headers |= {
            "List-Unsubscribe": f"<{stop_address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message.attach_alternative(composed.html, "text/html")
    message.send()
