"""/t/<code>/photo/, /t/<code>/photo/<key>/ and /t/<code>/place/: showing the other a photo that they asked for, or where to meet."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.journeys.refusals import Refusal
from entraide.journeys.share_place import LONGEST_PLACE, take_back_place
from entraide.journeys.share_place import share_place as journey_share_place
from entraide.journeys.show_photo import LONGEST_CAPTION
from entraide.journeys.show_photo import show_photo as journey_show_photo
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import MessagePhoto, Thread
from entraide.records.conversations.showing import open_photo_requests, photo_with
from entraide.records.exchanges.queries import exchange_for, promised_in
from entraide.records.people.models import Person
from entraide.records.reports.queries import judges_message
from entraide.web.access import for_people
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.play import places_of
from entraide.web.refusals import refusal_words
from entraide.web.uploads import takes_files
from entraide.web.visitor import speak_as_in

# What a telephone takes, as it takes it.
MOST_BYTES = 12 * 1024 * 1024
SHOWN_A_MINUTE = 6
# A page that was looked at a moment ago need not fetch it again; anybody else's browser never has it.
_KEPT = timedelta(minutes=10)


@takes_files(most_bytes=MOST_BYTES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("show_photo")
def show_photo(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The form for a photo that the person is asked for; a POST shows it: file `photo`, field `words` with what it shows."""
    found = _private(person, code)
    asked = list(open_photo_requests(found, asked=person)[:3])
    errors: dict[str, str] = {}
    words = ""
    if request.method == "POST":
        if is_too_often(request, what="photo", most=SHOWN_A_MINUTE, seconds=60):
            return too_often(request)
        words = " ".join(request.POST.get("words", "").replace("\x00", "").split())
        errors = _missing(request, words)
        if not errors:
            photo_file = cast("UploadedFile[bytes]", request.FILES["photo"])
            try:
                message = journey_show_photo(
                    owner=person, thread_id=found.pk, picture=photo_file.read(), words=words, now=timezone.now()
                )
                return redirect(f"{found.get_absolute_url()}?latest#m-{message.pk.hex}")
            except Refusal as refusal:
                errors = {"photo": refusal_words(refusal)}
    elif not asked:
        return redirect(found.get_absolute_url())
    context = {
        "house": found.community,
        "section": "mine",
        "thread": found,
        "asked": asked,
        "errors": errors,
        "words": words,
        "longest": LONGEST_CAPTION,
    }
    return render(request, "web/show_photo.html", context, status=422 if errors else 200)


def _missing(request: HttpRequest, words: str) -> dict[str, str]:
    """What is to be mended in a sent form, by field."""
    errors = {}
    if "photo" not in request.FILES:
        errors["photo"] = _("Choisissez une photo.")
    if not words:
        errors["words"] = _("Dites en quelques mots ce qu'elle montre : qui ne voit pas l'image le lira.")
    elif len(words) > LONGEST_CAPTION:
        errors["words"] = _("Plus court : 200 signes au plus.")
    return errors


@require_safe
@cache_control(private=True, max_age=int(_KEPT.total_seconds()))
@for_people("photo")
def photo(request: HttpRequest, person: Person, code: str, key: str) -> HttpResponse:
    """The picture itself, for the two whom the conversation is between, and whoever settles a problem or a report of it with them.

    No other site may show it.
    """
    found = conversations.thread_with_code(code)
    try:
        shown = photo_with(UUID(key), thread=found) if found and found.is_private else None
    except ValueError:
        shown = None
    if found is None or shown is None or not _may_see(person, shown, thread=found):
        raise Http404
    response = HttpResponse(bytes(shown.picture), content_type="image/webp")
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = "inline"
    return response


def _may_see(person: Person, shown: MessagePhoto, *, thread: Thread) -> bool:
    """What was taken back or hidden nobody sees but who settles a report of it."""
    stands = shown.message.withdrawn_at is None and shown.message.hidden_at is None
    if stands and conversations.may_read(person, thread=thread):
        return True
    if stands and thread.kind == "exchange" and exchange_for(person, thread.code):
        return True
    return judges_message(person, message_id=shown.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("share_place")
def share_place(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """Show the other where to meet, field `words`; or, with action=take-back, show it no more."""
    found = _private(person, code)
    if found.kind != "exchange":
        raise Http404
    if request.method == "POST" and request.POST.get("action") == "take-back":
        take_back_place(owner=person, thread_id=found.pk, now=timezone.now())
        messages.success(request, _("Le lieu n'est plus montré."))
        return redirect(f"{found.get_absolute_url()}#places")
    places = places_of(person, thread=found)
    words, error = places.mine.words if places.mine else "", ""
    if request.method == "POST":
        words = " ".join(request.POST.get("words", "").replace("\x00", "").split())
        try:
            journey_share_place(owner=person, thread_id=found.pk, words=words, now=timezone.now())
            return redirect(f"{found.get_absolute_url()}#places")
        except Refusal as refusal:
            error = refusal_words(refusal)
    context = {
        "house": found.community,
        "section": "mine",
        "thread": found,
        "other": conversations.others_in([found], viewer=person).get(found.pk),
        "places": places,
        "is_promised": found.pk in promised_in([found.pk]),
        "words": words,
        "error": error,
        "longest": LONGEST_PLACE,
    }
    return render(request, "web/share_place.html", context, status=422 if error else 200)


def _private(person: Person, code: str) -> Thread:
    """The conversation between the person and another. Raises Http404 for any other."""
    found = conversations.thread_for(person, code=code)
    if found is None or not found.is_private:
        raise Http404
    speak_as_in(found.community)
    return found
