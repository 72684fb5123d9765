"""/c/<slug>/desk/words/: what stewards say often, under a name, so that all of them say it alike."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.keep_canned_words import keep_canned_words, take_away_canned_words
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.reports.queries import canned_words_of
from entraide.web.access import in_house
from entraide.web.forms.moderation import CannedForm
from entraide.web.refusals import refusal_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="canned_words")
def canned_words(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The list and a form; a POST keeps words under a name (one that is there is changed), or takes some away."""
    now = timezone.now()
    if request.method == "POST" and "take_away" in request.POST:
        try:
            key = UUID(request.POST["take_away"])
        except ValueError:
            return redirect("canned_words", slug=house.slug)
        take_away_canned_words(steward=person, community=house, canned_id=key, now=now)
        messages.success(request, _("C'est retiré."))
        return redirect("canned_words", slug=house.slug)
    kept = canned_words_of(house)
    chosen = next((one for one in kept if str(one.pk) == request.GET.get("change")), None)
    first = {"name": chosen.name, "words": chosen.words} if chosen else None
    form = CannedForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            keep_canned_words(steward=person, community=house, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("C'est gardé : vous les retrouverez dans chaque dossier."))
            return redirect("canned_words", slug=house.slug)
    context = {"house": house, "section": "desk", "kept": kept, "form": form}
    return render(request, "web/canned_words.html", context, status=422 if form.errors else 200)
