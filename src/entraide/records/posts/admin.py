"""Posts, for operators: to be found, read, and, if they break the charter or the law, taken away."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.posts.models import Post, SearchStep


@admin.register(Post)
class PostAdmin(HistoryAdmin):
    """A post with its reading. Nobody puts words in a writer's mouth: nothing can be edited."""

    list_display = ("text", "writer", "kind", "topic", "place_name", "state", "published_at", "waves_sent")
    list_filter = ("state", "kind", "language", "community")
    search_fields = ("code", "text", "topic", "place_name", "writer__first_name", "writer__email")
    date_hierarchy = "published_at"
    list_select_related = ("writer", "community")
    exclude = ("vector",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An operator with that permission may take a post away."""
        return super(HistoryAdmin, self).has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Asks, answers and notices go with their post, though none of them can be taken out of history alone."""
        to_delete, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set(), protected


@admin.register(SearchStep)
class SearchStepAdmin(HistoryAdmin):
    """How far the search for helpers went."""

    list_display = ("post", "round", "step", "taken_at")
    list_filter = ("step",)
    search_fields = ("post__code", "post__text")
    list_select_related = ("post",)
