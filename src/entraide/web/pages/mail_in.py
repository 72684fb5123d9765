"""/mail-in/<provider>/: where a provider of mail brings what people answer, for servers without a mail server of their own.

Off unless ENTRAIDE_MAIL_IN_PROVIDER names the provider. django-anymail checks its secret and signature, and reads its form.
"""

import logging
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from entraide.adapters.mail.received import read_mail, receivers_of
from entraide.journeys.receive_mail import receive_mail
from entraide.journeys.refusals import Refusal
from entraide.web.uploads import takes_files

MOST_BYTES = 16 * 1024 * 1024

logger = logging.getLogger(__name__)


@takes_files(most_bytes=MOST_BYTES)
@never_cache
# Another server sends this form; its secret is what allows it.
@csrf_exempt
def mail_in(request: HttpRequest, provider: str) -> HttpResponse:
    """Take in what the provider brings: 200 once it is written, or never can be; anything else, and it brings it again."""
    if not settings.MAIL_IN_PROVIDER or provider != settings.MAIL_IN_PROVIDER:
        raise Http404
    response: HttpResponse = _view(provider)(request)
    return response


@cache
def _view(provider: str) -> Any:
    """The page of django-anymail for this provider. Raises AnymailConfigurationError where its key is missing."""
    from anymail.signals import inbound

    module = import_module(f"anymail.webhooks.{provider}")
    names = [name for name in vars(module) if name.endswith(("InboundWebhookView", "CombinedWebhookView"))]
    own = [getattr(module, name) for name in names if getattr(module, name).__module__ == module.__name__]
    receiver(inbound, dispatch_uid="entraide.mail_in")(_take)
    return own[0].as_view()


def _take(sender: Any, event: Any, esp_name: str, **_more: Any) -> None:
    """Take in one mail. One that is not for us, or not from whom it says, is let go: to bring it again would not help."""
    content = event.message.as_bytes()
    named = [event.message.envelope_recipient] if event.message.envelope_recipient else receivers_of(content)
    ours = [address for address in named if address.lower().endswith(f"@{settings.MAIL_IN_HOST}")]
    mail = read_mail(content, trusted_server=settings.MAIL_IN_SERVER)
    for address in ours:
        try:
            receive_mail(mail=mail, address=address, now=timezone.now())
        except Refusal as refusal:
            logger.info("a mail that %s brought was refused: %s", esp_name, refusal.code)
