"""/c/<slug>/desk/post/<code>/: a post that waits to be looked at, or looks doubtful; whoever tends it says whether it is fine."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.check_post import check_post
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.reports import queries
from entraide.web.access import in_house
from entraide.web.forms.moderation import CheckForm
from entraide.web.refusals import refusal_words
from entraide.web.rules_named import rule_choices
from entraide.wording.desk import sign_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="checked_post")
def checked_post(request: HttpRequest, person: Person, house: Community, code: str) -> HttpResponse:
    """The post; a POST says fine or refused."""
    check = queries.check_of(code, community=house)
    if check is None:
        raise Http404
    now = timezone.now()
    rules = rule_choices(house, now=now)
    form = CheckForm(request.POST if request.method == "POST" else None, rules=rules)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        is_fine = given["decision"] == "fine"
        try:
            done = check_post(
                checker=person, check=check, is_fine=is_fine, rule=given["rule"], words=given["words"], now=now
            )
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            waits = done.done_at is None
            messages.success(
                request,
                _("Merci. Il faut encore l'avis de quelqu'un d'autre.")
                if waits
                else _("C'est décidé. La personne est prévenue."),
            )
            return redirect("desk", slug=house.slug)
    context = {
        "house": house,
        "section": "desk",
        "check": check,
        "post": check.post,
        "signs": [sign_words(sign) for sign in check.signs],
        "voices": list(check.voices.select_related("by")),
        "is_own": check.post.writer_id == person.pk,
        "form": form,
    }
    return render(request, "web/checked_post.html", context, status=422 if form.errors else 200)
