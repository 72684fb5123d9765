"""/draft/: a sentence as it was understood, to be corrected and published. Open to everybody until "publish"."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.ask_second_opinion import ask_second_opinion, interpreter_name
from entraide.journeys.change_settings import change_settings
from entraide.journeys.join_community import join_community
from entraide.journeys.publish_post import publish_post
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.interpretation import UnreadableSentence
from entraide.logic.reading.second_opinion import is_wanted
from entraide.records.posts.models import Post
from entraide.web import drafts
from entraide.web.care import care_line_of_draft
from entraide.web.chips import chip_views, first_question
from entraide.web.corrections import Understood, given_in, understand
from entraide.web.destinations import chosen_in, destinations, house_chosen, words_of_house
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.reach import reach_line
from entraide.web.refusals import refusal_words
from entraide.web.teaching import take_teaching, taught_from, teaching_of, teaching_view
from entraide.web.visitor import person_of, signed_in
from entraide.wording.tongue import plain_language

TRIES_A_MINUTE = 60
SECOND_OPINIONS_AN_HOUR = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Show the draft; correct it; publish it."""
    kept = drafts.draft_of(request)
    if kept is None:
        published = drafts.last_published(request, key=request.POST.get("key", ""))
        return redirect(published or "home")
    if request.method == "POST":
        if is_too_often(request, what="draft", most=TRIES_A_MINUTE, seconds=60):
            return too_often(request)
        given = {**kept.given, **given_in(request.POST.dict())}
        kept = replace(kept, community=_where(request, kept))
        take_teaching(request, key=kept.key)
    else:
        given = kept.given
    try:
        understood = understand(
            kept.text,
            person=person_of(request),
            now=timezone.now(),
            language=plain_language(),
            given=given,
            opinion=kept.opinion,
            community=words_of_house(house_chosen(kept.community), person=person_of(request)),
        )
    except UnreadableSentence:
        return redirect("home")
    if request.method != "POST":
        return _show(request, kept, understood)
    if understood.errors:
        return _show(request, kept, understood)
    kept = drafts.keep(request, text=kept.text, given=understood.given, community=kept.community)
    if request.POST.get("action") == "second_opinion":
        return _ask_elsewhere(request, kept, understood)
    if request.POST.get("action") != "publish":
        return redirect("draft")
    return _publish(request, kept, understood)


def _where(request: HttpRequest, kept: drafts.Draft) -> str:
    """The slug of the community that the form chose, among those it offered; as before if it says nothing of it."""
    said = chosen_in(request.POST.dict(), name="where")
    offered = {one.slug for one in destinations(person_of(request), chosen=kept.community)}
    return kept.community if said is None or said not in offered else said


def _ask_elsewhere(request: HttpRequest, kept: drafts.Draft, understood: Understood) -> HttpResponse:
    """The writer has read whom a second opinion would be asked of, and wants it. Once a sentence."""
    if _was_asked(kept):
        return redirect("draft")
    if is_too_often(request, what="second_opinion", most=SECOND_OPINIONS_AN_HOUR, seconds=3600):
        return too_often(request)
    try:
        asked = ask_second_opinion(
            text=kept.text,
            reading=understood.reading,
            settled=understood.settled,
            now=timezone.now(),
            writer=person_of(request),
        )
    except Refusal:  # there is no doubt (any more), or nobody to ask
        return redirect("draft")
    drafts.note_second_opinion(request, draft=kept, opinion=asked.opinion, was_sent=asked.was_sent)
    return redirect("draft")


def _was_asked(kept: drafts.Draft) -> bool:
    """Whether the sentence has gone for a second opinion; one that could not be sent may be tried again."""
    return kept.second is not None and bool(kept.second["was_sent"])


def _publish(request: HttpRequest, kept: drafts.Draft, understood: Understood) -> HttpResponse:
    """Publish, or ask to sign in first: the draft waits in the session."""
    person, said = person_of(request), teaching_of(request, key=kept.key)
    if person is None:
        return redirect(f"{reverse('sign_in')}?{urlencode({'next': reverse('draft')})}")
    house = house_chosen(kept.community)
    try:
        if house and house.is_open:
            # The page said so beside the choice: whoever publishes in an open community belongs to it.
            join_community(person=person, community=house, now=timezone.now())
        post = publish_post(
            writer=person,
            text=kept.text,
            reading=understood.reading,
            now=timezone.now(),
            draft_key=UUID(kept.key),
            community=house,
            corrected_from=taught_from(understood, said, person=person),
        )
    except Refusal as refusal:
        messages.warning(request, _refused(refusal.code))
        return redirect("draft")
    if said.always and person == signed_in(request):
        change_settings(person=person, now=timezone.now(), teaches_reader=True)
    drafts.note_published(request, draft=kept, address=post.get_absolute_url())
    messages.success(request, _told(post))
    return redirect(post.get_absolute_url())


def _told(post: Post) -> str:
    """What happens next."""
    if post.hidden_at is not None:
        return _("C'est bien reçu. Ici, quelqu'un relit d'abord les annonces ; vous saurez quand la vôtre est ouverte.")
    return _("C'est publié. Les premiers voisins sont sollicités, leurs réponses vous seront annoncées.")


def _refused(code: str) -> str:
    return {
        "not_answerable": _("Dites d'abord si vous cherchez ou proposez quelque chose, et quoi."),
        "too_many_posts": _("Vous avez déjà beaucoup d'annonces ouvertes. Retirez-en une, puis publiez celle-ci."),
    }.get(code) or refusal_words(Refusal(code))


def _show(request: HttpRequest, kept: drafts.Draft, understood: Understood) -> HttpResponse:
    person, now = person_of(request), timezone.now()
    asked = first_question(understood)
    house = house_chosen(kept.community)
    view = chip_views(understood, now=now, asked=asked)
    context: dict[str, Any] = {
        "of": kept.text,
        "key": kept.key,
        "text": kept.text,
        "reading": understood.reading,
        "view": view,
        "question": next((chip for chip in view if chip.is_asked), None),
        "may_publish": understood.reading.kind != "none" and understood.reading.topic is not None,
        "errors": understood.errors,
        "teaching": teaching_view(request, understood, key=kept.key, person=person),
        "second": kept.second,
        "may_ask_elsewhere": bool(interpreter_name())
        and not _was_asked(kept)
        and is_wanted(understood.reading, settled=understood.settled),
        "reach": reach_line(understood.reading, text=kept.text, person=person, now=now),
        "care": care_line_of_draft(understood.reading, text=kept.text, person=person, now=now, community=house),
        "destinations": destinations(person, chosen=kept.community),
        "page_paper": house.paper if house else "",
    }
    return render(request, "web/draft.html", context, status=422 if understood.errors else 200)
