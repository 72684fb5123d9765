"""/p/<code>/block/: not to meet somebody here any more, in two taps; and the way back. The other is never told."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entraide.journeys.block_person import block_person
from entraide.journeys.unblock_person import unblock_person
from entraide.records.conversations.acquaintance import recognise
from entraide.records.people.models import Person
from entraide.web.access import for_people


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("block")
def block(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """What blocking does, and the button; a POST blocks, and leads to the page that says so, with the way back."""
    other = _find(viewer, code)
    if request.method == "POST":
        block_person(person=viewer, other=other, now=timezone.now())
        return redirect("person", code=code)
    return render(request, "web/block.html", {"other": other})


@require_POST
@for_people("person")
def unblock(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """Stop blocking somebody, from their page or from the settings."""
    unblock_person(person=viewer, other=_find(viewer, code), now=timezone.now())
    return (
        redirect(f"{reverse('settings')}#blocked")
        if request.POST.get("from") == "settings"
        else redirect("person", code=code)
    )


def _find(viewer: Person, code: str) -> Person:
    """Whom the viewer can tell apart from a stranger. Raises Http404 for anybody else."""
    other = recognise(viewer, code=code)
    if other is None:
        raise Http404
    return other
