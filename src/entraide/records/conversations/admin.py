"""Conversations, for operators: who talks is counted, what is said is read only where it is public."""

from django.contrib import admin

from entraide.records.conversations.models import (
    ForumFollow,
    Message,
    MessagePhoto,
    Participation,
    PhotoRequest,
    ReceivedMail,
    Section,
    SharedPlace,
    Thread,
)
from entraide.records.happenings.admin import BaseAdmin, HistoryAdmin


@admin.register(Section)
class SectionAdmin(BaseAdmin):
    """The parts of forums."""

    list_display = ("name", "community", "position")
    list_filter = ("community",)
    list_select_related = ("community",)
    autocomplete_fields = ("community",)


@admin.register(Thread)
class ThreadAdmin(HistoryAdmin):
    """Threads, without their words."""

    list_display = ("code", "kind", "community", "subject", "message_count", "opened_at", "latest_at", "hidden_at")
    list_filter = ("kind", "community")
    search_fields = ("code", "subject")
    list_select_related = ("community",)
    exclude = ("pair_key",)


@admin.register(Message)
class MessageAdmin(HistoryAdmin):
    """When messages were written. Their words are for those whom the thread is for."""

    list_display = ("said_at", "thread", "withdrawn_at", "hidden_at")
    list_select_related = ("thread",)
    exclude = ("words", "writer", "hand")


@admin.register(Participation)
class ParticipationAdmin(HistoryAdmin):
    """Who follows which thread, and how."""

    list_display = ("thread", "follows")
    list_select_related = ("thread",)
    exclude = ("read_at",)


@admin.register(ForumFollow)
class ForumFollowAdmin(HistoryAdmin):
    """Who follows a whole forum, and how."""

    list_display = ("community", "follows", "told_at")
    list_select_related = ("community",)


@admin.register(PhotoRequest)
class PhotoRequestAdmin(HistoryAdmin):
    """That a photo was asked for, and whether it came; not of whom."""

    list_display = ("message", "answered_at")
    exclude = ("asked",)


@admin.register(MessagePhoto)
class MessagePhotoAdmin(HistoryAdmin):
    """How large photos are, and of when. What they show is for those whom the thread is for."""

    list_display = ("message", "size", "added_at")
    exclude = ("picture", "owner")


@admin.register(SharedPlace)
class SharedPlaceAdmin(HistoryAdmin):
    """That somebody shows where to meet. Where that is is for those whom the thread is for."""

    list_display = ("thread", "shared_at")
    exclude = ("words", "owner")


@admin.register(ReceivedMail)
class ReceivedMailAdmin(HistoryAdmin):
    """Mails that came in, and what became of each: never their words."""

    list_display = ("received_at", "outcome")
    list_filter = ("outcome",)
    exclude = ("person", "message")
