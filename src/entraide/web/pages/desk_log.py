"""/c/<slug>/desk/log/: who did what when in the name of a community; nothing in it can be changed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.records.communities.models import Community
from entraide.records.happenings.queries import done_in
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.web.access import in_house
from entraide.wording.desk import DEEDS, deed_words

A_PAGE = 50


@require_safe
@never_cache
@in_house("stewards", page="desk_log")
def desk_log(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The log, newest first; `?before=` goes on from a happening."""
    try:
        before = UUID(request.GET["before"]) if "before" in request.GET else None
    except ValueError:
        before = None
    done = list(done_in(community_id=house.pk, kinds=DEEDS, before=before)[: A_PAGE + 1])
    shown = done[:A_PAGE]
    names = dict(
        Person.objects.filter(pk__in={one.actor_id for one in shown if one.actor_id}).values_list("pk", "first_name")
    )
    codes = dict(Post.objects.filter(pk__in={one.post_id for one in shown if one.post_id}).values_list("pk", "code"))
    context = {
        "house": house,
        "section": "desk",
        "lines": [
            (
                one,
                names.get(one.actor_id, "") if one.actor_id else "",
                deed_words(one.kind, facts=one.facts),
                codes.get(one.post_id, "") if one.post_id else "",
            )
            for one in shown
        ],
        "next": shown[-1].pk if len(done) > A_PAGE else None,
        "is_first": before is None,
    }
    return render(request, "web/desk_log.html", context)
