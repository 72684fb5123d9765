"""Forget what people showed each other once it has served: places when what was promised is over, photos after some months."""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.records.conversations import changes
from entraide.records.conversations.showing import photos_added_before, places_shown
from entraide.records.exchanges.queries import promised_in

PHOTOS_KEPT = timedelta(days=90)
_AT_ONCE = 500


def forget_shown(*, now: datetime) -> int:
    """Forget places of promises that are over, and photos older than 90 days whose promise, if they belong to one, is over; how many."""
    with transaction.atomic():
        places = list(places_shown()[:_AT_ONCE])
        promised = promised_in([place.thread_id for place in places])
        gone = changes.forget_places(keys=[place.pk for place in places if place.thread_id not in promised])
        photos = list(photos_added_before(now - PHOTOS_KEPT).values_list("pk", "message__thread_id")[:_AT_ONCE])
        promised = promised_in([thread_id for _, thread_id in photos])
        return gone + changes.forget_photos(keys=[key for key, thread_id in photos if thread_id not in promised])
