"""/pushes/stop/<key>/: whoever holds the key of a push stops pushes of that sort: the button under it does, with one click.

Opening the link does nothing by itself; the button on the page does.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from entraide.journeys.refusals import Refusal
from entraide.journeys.stop_push import read_stop_push_key
from entraide.journeys.stop_push import stop_push as journey_stop_push
from entraide.wording.mails import sort_words


@never_cache
# The service worker sends the form by itself, without a page; the key in the address is what allows it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_push(request: HttpRequest, key: str) -> HttpResponse:
    """What would be stopped, and the button; a POST stops it."""
    try:
        _, sort = read_stop_push_key(key=key)
        if request.method == "POST":
            journey_stop_push(key=key, now=timezone.now())
    except Refusal as refusal:
        raise Http404 from refusal
    context = {"sort": sort_words(sort), "is_stopped": request.method == "POST", "key": key}
    return render(request, "web/stop_push.html", context)
