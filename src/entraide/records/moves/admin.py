"""Communities that move, for operators."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.moves.models import Arrival, Departure


@admin.register(Departure)
class DepartureAdmin(HistoryAdmin):
    """Who asked for the file of which community, and when. The address at which it is downloaded is for them alone."""

    list_display = ("community", "asked_by", "asked_at", "made_at", "ends_at")
    list_filter = ("community",)
    list_select_related = ("community", "asked_by")
    exclude = ("key",)


@admin.register(Arrival)
class ArrivalAdmin(HistoryAdmin):
    """Who came with a community to a server where they were already, and has not yet said whether it is they."""

    list_display = ("person", "community", "arrived_at")
    list_select_related = ("person", "community")
