"""A notice."""

from django.db import models

from entraide.common.ids import uuid7
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


class Notice(models.Model):
    """Something one person should know. It holds what it is about; the words are made when it is read or mailed.

    `kind`: ask, answer, chosen, not_chosen, nobody, withdrawn, refiled, changed (a post that one was asked about or answered),
    fits (an offer, `post`, answers a need of theirs, `own_post`), wider, kin, stewards, forum, told (how the search for helpers
    went on), unanswered (to stewards).
    A notice that is about no post has `community`, `about` (the identifier of a thread, a report, a request …) and `facts` (codes
    and figures only, never somebody's words) instead; its words are those of wording.news for its kind.
    A mail leaves from `mail_at` on (None: at once), by itself or, `is_in_digest`, with all that is due then. `claimed_at` marks
    a mail that a worker is sending; a claim that is older than a few minutes was dropped, and another worker takes it up under
    the same Message-ID.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=16)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    about = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    own_post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="fits")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    is_by_mail = models.BooleanField(default=True)
    is_in_digest = models.BooleanField(default=False)
    mail_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(fields=["person", "kind", "post", "answer"], name="told_once_of_answer"),
            models.UniqueConstraint(
                fields=["person", "kind", "post"], condition=models.Q(answer=None), name="told_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "about"], condition=models.Q(post=None), name="told_once_of_news"
            ),
            models.CheckConstraint(
                condition=models.Q(post__isnull=False) | models.Q(about__isnull=False), name="notice_is_about_something"
            ),
        )
        indexes = (
            models.Index(fields=["person", "-made_at"], name="notice_of_person"),
            models.Index(
                fields=["made_at"], name="notice_to_mail", condition=models.Q(is_by_mail=True, mailed_at=None)
            ),
            models.Index(fields=["about"], name="notice_about", condition=models.Q(post=None)),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"
