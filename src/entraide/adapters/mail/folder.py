"""A mail backend that lays each mail in a folder, for trying Entraide without a mail server. /dev/mail shows the folder."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes `<Message-ID>.eml` into settings.MAIL_FOLDER: whole or not at all, and the same letter never twice."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Lay the mails down; how many."""
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            message = mail.message()
            name = re.sub(r"[^\w.-]", "-", str(message["Message-ID"]).strip("<>").split("@")[0])
            half = folder / f".{name}.{os.getpid()}"
            half.write_bytes(message.as_bytes())
            half.replace(folder / f"{name}.eml")
        return len(email_messages)
