"""/mine/: what concerns me: whose turn it is in my exchanges, news, my own posts, what I was asked, what I answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.journeys.see_notices import see_notices
from entraide.records.asks import queries as asks
from entraide.records.asks.models import Answer
from entraide.records.notices.queries import notices_of, told_by
from entraide.records.people.models import Person
from entraide.records.posts import queries as posts
from entraide.records.rings.queries import waiting_for
from entraide.web.access import for_people
from entraide.web.own_exchanges import own_exchanges
from entraide.web.visitor import signed_in
from entraide.wording.news import news_of

MOST_NEWS = 12
MOST_PAST = 20


@require_safe
@never_cache
@for_people("mine")
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """The page; what is new on it counts as seen once it was shown."""
    notices = list(notices_of(person)[:MOST_NEWS])
    told = told_by(notices)
    news = [(notice, news_of(told[notice.pk]) if notice.pk in told else None) for notice in notices]
    my_posts = list(posts.mine_with_answers(person)[:100])
    answers = list(asks.answers_of(person)[:50])
    waiting = list(asks.asks_of(person).filter(state="waiting", post__state="open")[:30])
    exchanges = own_exchanges(person, now=timezone.now())
    told_there = exchanges.post_ids
    response = render(
        request,
        "web/mine.html",
        {
            "section": "mine",
            "news": news,
            "open_posts": [p for p in my_posts if p.state == "open"],
            "exchanges": exchanges,
            # What was agreed before there were exchanges.
            "agreed_posts": [p for p in my_posts if p.state == "agreed" and p.pk not in told_there],
            "agreed_answers": [a for a in answers if _is_agreed(a) and a.post_id not in told_there],
            "past_posts": [p for p in my_posts if p.state not in ("open", "agreed")][:MOST_PAST],
            "waiting": waiting,
            "rings": waiting_for(person, now=timezone.now()),
            "given_answers": [a for a in answers if not a.chosen_at and a.post.state == "open"],
        },
    )
    # What a hand reads is not yet read by the person.
    if any(notice.seen_at is None for notice in notices) and person == signed_in(request):
        see_notices(person=person, now=timezone.now())
    return response


def _is_agreed(answer: Answer) -> bool:
    return answer.chosen_at is not None and answer.post.state in ("open", "agreed", "done")
