"""/mails/stop/<key>/ and /pushes/stop/<key>/: whoever holds the key of a mail or a push stops those of its sort.

Opening the link does nothing by itself; the button on the page does, or that of a mail program, or the one under a push.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from entraide.journeys.refusals import Refusal
from entraide.journeys.stop_mail import read_stop_key
from entraide.journeys.stop_mail import stop_mail as journey_stop_mail
from entraide.journeys.stop_push import read_stop_push_key
from entraide.journeys.stop_push import stop_push as journey_stop_push
from entraide.wording.mails import sort_words


@never_cache
# A mail program sends the form by itself (RFC 8058); the key in the address is what allows it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, key: str) -> HttpResponse:
    """What would be stopped of the mails, and the button; a POST stops it."""
    _, sort = _found(lambda: read_stop_key(key=key))
    if request.method == "POST":
        _found(lambda: journey_stop_mail(key=key, now=timezone.now()))
    return _page(request, "web/stop_mail.html", key, sort)


@never_cache
# The service worker sends the form by itself, without a page; the key in the address is what allows it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_push(request: HttpRequest, key: str) -> HttpResponse:
    """What would be stopped of the pushes, and the button; a POST stops it."""
    _, sort = _found(lambda: read_stop_push_key(key=key))
    if request.method == "POST":
        _found(lambda: journey_stop_push(key=key, now=timezone.now()))
    return _page(request, "web/stop_push.html", key, sort)


def _found[T](journey: Callable[[], T]) -> T:
    """What the journey gives. Raises Http404 where the key is none."""
    try:
        return journey()
    except Refusal as refusal:
        raise Http404 from refusal


def _page(request: HttpRequest, template: str, key: str, sort: str) -> HttpResponse:
    return render(request, template, {"sort": sort_words(sort), "is_stopped": request.method == "POST", "key": key})
