"""/tls-allowed?domain=: what a reverse proxy asks before it fetches a certificate for a host name: 200 if a community has it, else 404."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.records.communities.queries import with_host_name
from entraide.web.hosts import allowed_host


@never_cache
@require_safe
def tls_allowed(request: HttpRequest) -> HttpResponse:
    """Yes or no, in the status alone: nobody learns more than whether the page would open."""
    domain = request.GET.get("domain", "").lower()
    is_known = allowed_host(domain) and with_host_name(domain) is not None
    return HttpResponse(status=200 if is_known else 404, content_type="text/plain")
