"""/c/<slug>/arrival/: somebody came here with a community, under my address. Is it I?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_arrival import settle_arrival
from entraide.records.moves.queries import arrival_of, what_came
from entraide.records.people.models import Person
from entraide.web.access import find_community, for_people


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("arrival")
def arrival(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """What came under the person's address; a POST says whether it is they (`is_me`: yes or no)."""
    house = find_community(slug)
    waiting = arrival_of(person, community=house)
    if waiting is None:
        raise Http404
    if request.method == "POST" and request.POST.get("is_me") in ("yes", "no"):
        is_me = request.POST["is_me"] == "yes"
        try:
            settle_arrival(person=person, community=house, is_me=is_me, now=timezone.now())
        except Refusal as refusal:  # they said so in another window a moment ago
            raise Http404 from refusal
        if is_me:
            messages.success(request, _("Bienvenue : tout ce qui vous attendait est à votre nom."))
            return redirect("community", slug=house.slug)
        messages.success(request, _("C'est entendu : rien de cela n'est à votre nom."))
        return redirect("mine")
    came = what_came(waiting)
    return render(request, "web/arrival.html", {"house": house, "section": "mine", "arrival": waiting, **came})
