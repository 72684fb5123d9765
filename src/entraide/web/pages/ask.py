"""/s/<key>/: one person is asked to help with one post. Whoever holds the key may answer, signed in or not.

A link only opens the page, with an answer preselected; nothing is said before a button is pressed.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.refusals import Refusal
from entraide.journeys.snooze import snooze
from entraide.records.asks import queries as asks
from entraide.records.asks.models import Ask
from entraide.records.communities.standings import is_verified_here
from entraide.web.care import care_line
from entraide.web.forms.answer import KINDS, SaidAnswer, read_answer
from entraide.web.forms.snooze import SnoozeForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of, speak_as_in
from entraide.wording.moments import day

OPEN_STATES = ("open",)
ANSWERS_A_MINUTE = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """The ask's page; a POST answers it."""
    found = _found(key)
    if _is_of_another(request, found):
        return render(request, "web/ask_of_another.html", {"house": found.post.community}, status=403)
    if request.method == "POST":
        if is_too_often(request, what="answer", most=ANSWERS_A_MINUTE, seconds=60):
            return too_often(request)
        said = read_answer(request.POST, may_decline=True)
        if not said.error:
            try:
                answer_ask(ask_id=found.pk, kind=said.kind, words=said.words, now=timezone.now())
            except Refusal as refusal:
                return _page(request, found, refused=refusal_words(refusal))
            return redirect("ask", key=key)
        return _page(request, found, said=said)
    return _page(request, found)


@require_http_methods(["POST"])
def later(request: HttpRequest, key: str) -> HttpResponse:
    """Not at the moment: whoever holds the key is asked nothing until a day, and declines this ask."""
    found = _found(key)
    if _is_of_another(request, found):
        return render(request, "web/ask_of_another.html", {"house": found.post.community}, status=403)
    form = SnoozeForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, found, snoozing=form)
    try:
        snooze(ask_id=found.pk, until=form.until(), now=timezone.now())
    except Refusal as refusal:
        return _page(request, found, refused=refusal_words(refusal))
    messages.success(
        request,
        _("C'est noté : rien ne vous sera demandé jusqu'au %(day)s compris.")
        % {"day": day(form.until(), now=timezone.now())},
    )
    return redirect("ask", key=key)


def _found(key: str) -> Ask:
    """The ask with this key, spoken of as in its community. Raises Http404."""
    found = asks.ask_with_key(key)
    if found is None or found.post.hidden_at:
        raise Http404
    speak_as_in(found.post.community)
    return found


def _is_of_another(request: HttpRequest, ask: Ask) -> bool:
    """Whether somebody else than who was asked is signed in; the key alone is enough for who is not."""
    viewer = person_of(request)
    return viewer is not None and viewer.pk != ask.person_id


def _page(
    request: HttpRequest,
    ask: Ask,
    *,
    said: SaidAnswer | None = None,
    refused: str = "",
    snoozing: SnoozeForm | None = None,
) -> HttpResponse:
    now = timezone.now()
    post = ask.post
    answer = asks.answer_of(ask.person, post=post)
    preselected = request.GET.get("answer", "")
    chosen = said.kind if said else preselected if preselected in KINDS else ""
    context = {
        "ask": ask,
        "post": post,
        "house": post.community,
        "answer": answer,
        "is_open": post.state in OPEN_STATES and ask.state != "released" and ask.person.is_active,
        "chosen": chosen or (answer.kind if answer else ""),
        "is_from_mail": bool(chosen) and said is None and answer is None,
        "words": said.words if said else answer.words if answer else "",
        "said": said,
        "snooze_form": snoozing or SnoozeForm(today=timezone.localdate()),
        "is_snoozing": snoozing is not None or preselected == "later",
        "refused": refused,
        "together": asks.asked_together(ask),
        "this_week": asks.asked_in_week_of(ask),
        "is_vouched": is_verified_here(post.writer, community=post.community, today=timezone.localdate()),
        "next_wave_at": post.next_wave_at if post.next_wave_at and post.next_wave_at > now else None,
        "care": care_line(post, now=now),
    }
    return render(request, "web/ask.html", context, status=422 if said or snoozing else 409 if refused else 200)
