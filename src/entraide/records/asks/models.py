"""An ask and an answer."""

from django.db import models

from entraide.common.ids import new_key, uuid7
from entraide.logic.routing.prices import FIRST
from entraide.logic.states import ASK
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


class Ask(models.Model):
    """One person being asked to help with one post. The database holds that nobody is asked twice.

    `key` is the secret in the address of the ask: whoever got the mail may answer without signing in.
    `because` are the reasons, by part (logic.routing), as they were when the person was asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="asks")
    wave = models.PositiveSmallIntegerField()
    score = models.FloatField()
    distance_km = models.FloatField(null=True, blank=True)
    because = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default=ASK.first, choices=[(s, s) for s in ASK.states])
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at",)
        constraints = (models.UniqueConstraint(fields=["post", "person"], name="asked_once"),)
        indexes = (models.Index(fields=["person", "-asked_at"], name="ask_of_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} asked for {self.post_id}"


class Answer(models.Model):
    """What one person says to one post: `yes`, `other` (something else) or, to an ask only, `not_now`.

    Who declined is never shown to anybody; a "not this time" is kept so that the router learns and does not ask again.
    `hand` is who acted for the person, with their recorded consent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="answers")
    ask = models.OneToOneField(Ask, on_delete=models.SET_NULL, null=True, blank=True, related_name="answer")
    kind = models.CharField(max_length=8, choices=[("yes", "yes"), ("other", "other"), ("not_now", "not_now")])
    words = models.CharField(max_length=1000, blank=True, default="")
    distance_km = models.FloatField(null=True, blank=True)
    given_at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hand = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("given_at", "id")
        constraints = (models.UniqueConstraint(fields=["post", "person"], name="answered_once"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id} to {self.post_id}"


class Attention(models.Model):
    """What routing has learned of one person's attention from how they answered asks; worked out anew once a day.

    `exposed`, `answered`, `yeses` and `expected` are faded sums (logic.routing.attention, willingness): the asks counted by how rested
    the person was, the answers of any kind, the yeses, and the yeses that a plain guess foresaw. `parts_exposed` and
    `parts_answered` hold the first two for each part of the week. `price` is what asking them costs, and `gains` what new posts
    since `updated_day` would have gained by them beyond it (logic.routing.prices).
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="attention")
    exposed = models.FloatField(default=0.0)
    answered = models.FloatField(default=0.0)
    yeses = models.FloatField(default=0.0)
    expected = models.FloatField(default=0.0)
    parts_exposed = models.JSONField(default=list)
    parts_answered = models.JSONField(default=list)
    asks_a_day = models.FloatField(default=0.0)
    price = models.FloatField(default=FIRST)
    gains = models.FloatField(default=0.0)
    updated_day = models.DateField()

    class Meta:
        verbose_name_plural = "attention"
        indexes = (models.Index(fields=["updated_day", "person"], name="attention_due"),)
        constraints = (models.CheckConstraint(condition=models.Q(price__gte=0), name="price_is_never_negative"),)

    def __str__(self) -> str:
        return f"attention of {self.person_id}"
