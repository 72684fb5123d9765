"""Finding what people show each other in a conversation: photos that were asked for, and where exactly to meet."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from entraide.records.conversations.models import Message, MessagePhoto, PhotoRequest, SharedPlace, Thread
from entraide.records.people.models import Person


def photo_with(key: UUID, *, thread: Thread) -> MessagePhoto | None:
    """The photo with the message of this key in this thread, with the message; whoever may see it is decided elsewhere."""
    return MessagePhoto.objects.select_related("message").filter(pk=key, message__thread=thread).first()


def photo_of(message: Message) -> MessagePhoto | None:
    """The photo that goes with the message, if one does; without the picture."""
    return MessagePhoto.objects.filter(pk=message.pk).defer("picture").first()


def open_photo_requests(thread: Thread, *, asked: Person) -> QuerySet[PhotoRequest]:
    """What this person is asked to show in the thread and has not shown, the oldest first; each with the message that asks."""
    rows = PhotoRequest.objects.filter(asked=asked, message__thread=thread, answered_at=None)
    return rows.filter(message__withdrawn_at=None).select_related("message").order_by("message__said_at")


def places_in(thread: Thread) -> list[SharedPlace]:
    """Where those whom the thread is between say that they meet; with who says it."""
    return list(SharedPlace.objects.filter(thread=thread).select_related("owner"))


def photos_added_before(moment: datetime) -> QuerySet[MessagePhoto]:
    """The photos that are older than this moment, without the pictures."""
    return MessagePhoto.objects.filter(added_at__lt=moment).defer("picture")


def places_shown() -> QuerySet[SharedPlace]:
    """All places that are shown now."""
    return SharedPlace.objects.select_related("thread")
