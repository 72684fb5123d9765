"""/r/<code>/: a ring, for its members: what one gives and gets, drawn, and one's answer. /c/<slug>/rings/: what became of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entraide.journeys.answer_ring import answer_ring
from entraide.journeys.look_for_rings import look_for_rings
from entraide.journeys.net_debts import STANDS_AFTER, foresee_netting, net_debts
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.ledgers.queries import unit_of
from entraide.records.people.models import Person
from entraide.records.rings import queries
from entraide.records.rings.models import Ring
from entraide.web.access import for_people, in_house
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.rings import drawing_of
from entraide.web.visitor import speak_as_in
from entraide.wording.amounts import amount
from entraide.wording.rings import ring_size, ring_state

SENT_A_MINUTE = 20
MOST_SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("ring")
def ring(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The ring; a POST says yes or no (`reply`)."""
    found = queries.ring_for(person, code)
    if found is None:
        raise Http404
    speak_as_in(found.community)
    if request.method == "POST":
        return _answer(request, person, found)
    links = queries.links_of(found)
    mine = next(link for link in links if link.giver_id == person.pk)
    toward_me = links[(mine.number - 1) % len(links)]
    gone = _("quelqu'un qui est parti")
    context = {
        "house": found.community,
        "section": "mine",
        "ring": found,
        "mine": mine,
        "toward_me": toward_me,
        "links": links,
        "gone": gone,
        "drawing": drawing_of(links, viewer=person, you=_("vous"), gone=gone),
        "waited_for": sum(link.reply == "waiting" for link in links),
        "may_answer": found.state == "proposed" and found.answer_by > timezone.now(),
        "state": ring_state(found.state),
    }
    return render(request, "web/ring.html", context)


def _answer(request: HttpRequest, person: Person, found: Ring) -> HttpResponse:
    if is_too_often(request, what="rings", most=SENT_A_MINUTE, seconds=60):
        return too_often(request)
    reply = request.POST.get("reply", "")
    if reply in ("yes", "no"):
        try:
            answer_ring(person=person, ring_id=found.pk, is_yes=reply == "yes", now=timezone.now())
        except Refusal as refusal:
            messages.warning(request, refusal_words(refusal))
    return redirect("ring", code=found.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="community_rings")
def community_rings(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """What was found there, stood and came to nothing, without names; a POST lets rings be looked for now.

    ?debts=1 reckons which debts would fall away in rings; net_debts lets them.
    """
    if request.method == "POST":
        if is_too_often(request, what="rings", most=SENT_A_MINUTE, seconds=60):
            return too_often(request)
        try:
            look_for_rings(person=person, community=house, now=timezone.now())
        except Refusal as refusal:
            messages.warning(request, refusal_words(refusal))
        else:
            messages.success(request, _("Entraide cherche. Ce qui se dessine paraîtra ici."))
        return redirect("community_rings", slug=house.slug)
    now = timezone.now()
    counts = queries.counts_in(house)
    counts_credits = house.closed_at is None and not unit_of(house, now=now).is_gift
    foreseen = None
    if counts_credits and "debts" in request.GET:
        if is_too_often(request, what="rings", most=SENT_A_MINUTE, seconds=60):
            return too_often(request)
        foreseen = foresee_netting(steward=person, community=house, now=now)
    rows = [(one, ring_size(one.members), ring_state(one.state)) for one in queries.rings_in(house, most=MOST_SHOWN)]
    context = {
        "house": house,
        "section": "house",
        "rings": rows,
        "counts": [(ring_state(state), counts.get(state, 0)) for state in ("proposed", "standing", "fallen", "lapsed")],
        "counts_credits": counts_credits,
        "foreseen": foreseen,
        "stands_after": STANDS_AFTER.days,
    }
    return render(request, "web/community_rings.html", context)


@require_POST
@in_house("stewards", page="community_rings")
def debts(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Let the debts that lie in rings fall away."""
    if is_too_often(request, what="rings", most=SENT_A_MINUTE, seconds=60):
        return too_often(request)
    try:
        done = net_debts(steward=person, community=house, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        if done.netting:
            much = {"amount": amount(done.amount_minor, done.unit)}
            messages.success(request, _("C'est fait : %(amount)s de dettes en moins. Chacun en est prévenu.") % much)
        else:
            messages.info(request, _("Aucune dette ne tourne en rond pour l'instant."))
    return redirect("community_rings", slug=house.slug)
