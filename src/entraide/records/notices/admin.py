"""Notices, for operators: to be read, and to see which mails have not left."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.notices.models import Notice, Push, PushTarget


@admin.register(Notice)
class NoticeAdmin(HistoryAdmin):
    """What people were told, and whether it was mailed and seen."""

    list_display = ("person", "kind", "post", "made_at", "is_by_mail", "mailed_at", "seen_at")
    list_filter = ("kind", "is_by_mail", ("mailed_at", admin.EmptyFieldListFilter))
    search_fields = ("post__code", "person__first_name", "person__email")
    list_select_related = ("person", "post")


@admin.register(PushTarget)
class PushTargetAdmin(HistoryAdmin):
    """The devices on which people are told. Their addresses and keys are nobody's to read."""

    list_display = ("person", "name", "made_at", "used_at", "failures", "rests_until")
    exclude = ("endpoint", "public_key", "secret")
    search_fields = ("person__first_name", "person__email")
    list_select_related = ("person",)


@admin.register(Push)
class PushAdmin(HistoryAdmin):
    """What has not reached a device yet."""

    list_display = ("notice", "target", "made_at", "due_at", "claimed_at", "tries")
    list_select_related = ("notice", "target")
