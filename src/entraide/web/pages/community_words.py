"""/c/<slug>/words/: the words that a community has of its own, for whoever tends it: name one, try it, take it back."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.name_word import NewWord, WordPosition, name_word
from entraide.journeys.refusals import Refusal
from entraide.journeys.take_back_word import take_back_word
from entraide.logic.reading.interpretation import Reading, UnreadableSentence
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.corrections import understand
from entraide.web.forms.word import SORTS, SaidWord, read_word
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.pages.home import unreadable_words
from entraide.web.refusals import refusal_words
from entraide.wording.readings import topic_choices
from entraide.wording.tongue import plain_language

# The word just taken back, so that it can be put back.
TAKEN_BACK = "taken_back_word"
TRIES_A_MINUTE = 60


@dataclass(frozen=True)
class Tried:
    """A sentence tried with the words: as it was read, or why it cannot be."""

    text: str
    reading: Reading | None = None
    error: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="community_words")
def community_words(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The words. POST action=add names one, take_back and put_back follow; try reads a sentence and keeps nothing."""
    if request.method != "POST":
        return _page(request, house)
    if is_too_often(request, what="words", most=TRIES_A_MINUTE, seconds=60):
        return too_often(request)
    act = {"add": _add, "take_back": _take_back, "put_back": _put_back, "try": _try}.get(request.POST.get("action", ""))
    return act(request, person, house) if act else redirect("community_words", slug=house.slug)


def _page(
    request: HttpRequest, house: Community, *, said: SaidWord | None = None, tried: Tried | None = None
) -> HttpResponse:
    kept = list(communities.words_of([house]))
    own: list[tuple[str, list[CommunityWord]]] = [
        (sort, [word for word in kept if word.sort == sort]) for sort in SORTS
    ]
    context: dict[str, Any] = {
        "house": house,
        "own": own,
        "said": said,
        "tried": tried,
        "families": topic_choices(),
        "taken_back": (_taken_back(request, house) or {}).get("name", ""),
    }
    is_wrong = bool((said and said.errors) or (tried and tried.error))
    return render(request, "web/community_words.html", context, status=422 if is_wrong else 200)


def _add(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    said = read_word(request.POST.dict(), language=plain_language())
    if said is None or said.word is None:
        return _page(request, house, said=said)
    try:
        _name(request, person, house, said.word)
    except Refusal as refusal:
        return _page(request, house, said=said.refused(refusal.code))
    return redirect(f"{reverse('community_words', args=[house.slug])}#{said.sort}")


def _name(request: HttpRequest, person: Person, house: Community, word: NewWord) -> None:
    kept = name_word(steward=person, community=house, word=word, now=timezone.now())
    messages.success(request, _("C'est noté : « %(name)s » est compris dès maintenant.") % {"name": kept.name})


def _take_back(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    try:
        word = take_back_word(
            steward=person, community=house, word_id=UUID(request.POST.get("word", "")), now=timezone.now()
        )
    except ValueError:
        word = None
    if word:
        request.session[TAKEN_BACK] = {"community": str(house.pk), "word": asdict(word)}
    return redirect("community_words", slug=house.slug)


def _put_back(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    kept = _taken_back(request, house)
    if kept:
        position = kept.pop("position")
        word = NewWord(
            **{**kept, "spellings": tuple(kept["spellings"])}, position=WordPosition(**position) if position else None
        )
        try:
            _name(request, person, house, word)
        except Refusal as refusal:
            messages.warning(request, refusal_words(refusal))
        request.session.pop(TAKEN_BACK, None)
    return redirect("community_words", slug=house.slug)


def _taken_back(request: HttpRequest, house: Community) -> dict[str, Any] | None:
    """The word of this community that was taken back last in this session."""
    kept = request.session.get(TAKEN_BACK)
    return dict(kept["word"]) if kept and kept["community"] == str(house.pk) else None


def _try(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    text = " ".join(request.POST.get("text", "").replace("\x00", "").split())
    try:
        understood = understand(text, person=person, now=timezone.now(), language=plain_language(), community=house)
    except UnreadableSentence as unreadable:
        return _page(request, house, tried=Tried(text, error=unreadable_words(unreadable.code)))
    return _page(request, house, tried=Tried(text, understood.reading))
