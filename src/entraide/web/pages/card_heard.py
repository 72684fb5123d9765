"""/cards/heard/: a provider of card payments says that something changed. It is asked what; its message alone changes nothing."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from entraide.adapters.payments.port import NoProvider
from entraide.journeys.pay_by_card import hear_provider
from entraide.web.limits import is_too_often

logger = logging.getLogger(__name__)

HEARD_A_MINUTE = 120


@csrf_exempt
@require_POST
def card_heard(request: HttpRequest) -> HttpResponse:
    """200 to whoever names no payment of ours too, so that nothing can be guessed; 503 where it should be said again later."""
    if is_too_often(request, what="cards", most=HEARD_A_MINUTE, seconds=60):
        return HttpResponse(status=429)
    try:
        hear_provider(told=request.body, now=timezone.now())
    except NoProvider as away:
        logger.warning("card payment: not looked up (%s)", away.reason)
        return HttpResponse(status=503)
    return HttpResponse(status=200)
