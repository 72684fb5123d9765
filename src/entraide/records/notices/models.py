"""A notice, the devices on which a person wants to be told, and what is on its way to them."""

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
    is_by_push = models.BooleanField(default=False)
    push_at = models.DateTimeField(null=True, blank=True)
    pushed_at = models.DateTimeField(null=True, blank=True)

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
            models.Index(
                fields=["made_at"], name="notice_to_push", condition=models.Q(is_by_push=True, pushed_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"


class PushTarget(models.Model):
    """One browser or device on which a person wants news to appear (Web Push, RFC 8030).

    `endpoint` is an address at the push service of the browser's maker; `public_key` (65 bytes) and `secret` (16) are what the browser
    made for this server, so that nobody between reads what we send (RFC 8291). `name` says which device it is, for its owner.
    `failures`: how many pushes in a row it did not take; `rests_until`: its service asked us to wait until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="push_targets")
    name = models.CharField(max_length=40)
    endpoint = models.CharField(max_length=600, unique=True)
    public_key = models.BinaryField()
    secret = models.BinaryField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.name} of {self.person_id}"


class Push(models.Model):
    """One notice on its way to one device; gone once it has left. `claimed_at` as for mails: whoever claims it sends it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="pushes")
    target = models.ForeignKey(PushTarget, on_delete=models.CASCADE, related_name="pushes")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("due_at", "id")
        constraints = (models.UniqueConstraint(fields=["notice", "target"], name="pushed_once"),)
        indexes = (models.Index(fields=["due_at", "id"], name="push_due"),)

    def __str__(self) -> str:
        return f"{self.notice_id} to {self.target_id}"
