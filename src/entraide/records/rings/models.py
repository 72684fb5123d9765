"""A ring that was proposed, and its links: who helps whom, with which offer for which need."""

from django.db import models
from django.db.models import Q

from entraide.common.ids import new_code, uuid7
from entraide.logic.states import RING
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

REPLIES = ("waiting", "yes", "no")
# Why a ring came to nothing: somebody said not this time, time ran out, or a sentence in it was gone. Who it was is not told.
ENDINGS = ("declined", "unanswered", "gone")


class Ring(models.Model):
    """A ring of two to five members of a community, proposed to all of them at once (states.RING).

    `key` is made of its needs and offers: the same ring is never proposed twice. `chance` is how likely it seemed that all say yes,
    `members` how many they are. `answer_by` is the last moment for an answer. `after` is the ring that fell and in whose place
    this one was found. `ending` says why it came to nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="rings")
    after = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="instead")
    key = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(max_length=8, default=RING.first, choices=[(s, s) for s in RING.states])
    members = models.PositiveSmallIntegerField()
    chance = models.FloatField()
    proposed_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, blank=True, default="", choices=[(e, e) for e in ENDINGS])

    class Meta:
        ordering = ("-proposed_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(members__gte=2, members__lte=5), name="ring_of_two_to_five"),)
        indexes = (
            models.Index(fields=["community", "-proposed_at", "-id"], name="ring_of_community"),
            models.Index(fields=["answer_by"], name="ring_to_lapse", condition=Q(state="proposed")),
        )

    def __str__(self) -> str:
        return f"ring of {self.members}, {self.proposed_at:%Y-%m-%d} ({self.state})"

    def get_absolute_url(self) -> str:
        """The page of the ring, for its members alone."""
        return f"/r/{self.code}/"


class RingLink(models.Model):
    """One member of a ring: what they give (`giver`, with their `offer`), to whom (`receiver`, for their `need`), and what they say to it.

    `number` counts round the ring from 0: the receiver of one link is the giver of the next. `is_live` holds while the ring is
    proposed: nobody is in two proposed rings at once. People are None once they have erased their account, posts once they are deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ring = models.ForeignKey(Ring, on_delete=models.CASCADE, related_name="links")
    number = models.PositiveSmallIntegerField()
    giver = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="ring_gifts")
    receiver = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    offer = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    need = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    exchange = models.ForeignKey(Exchange, on_delete=models.SET_NULL, null=True, blank=True, related_name="ring_links")
    reply = models.CharField(max_length=8, default="waiting", choices=[(reply, reply) for reply in REPLIES])
    replied_at = models.DateTimeField(null=True, blank=True)
    is_live = models.BooleanField(default=True)

    class Meta:
        ordering = ("ring", "number")
        constraints = (
            models.UniqueConstraint(fields=["ring", "number"], name="one_place_in_a_ring"),
            models.UniqueConstraint(fields=["giver"], condition=Q(is_live=True), name="in_one_ring_at_a_time"),
        )
        indexes = (models.Index(fields=["giver", "ring"], name="rings_of_person"),)

    def __str__(self) -> str:
        return f"{self.ring_id} no. {self.number} ({self.reply})"


class RingSearch(models.Model):
    """When rings were last looked for in a community; by it the worker looks once a day, however many workers there are."""

    community = models.OneToOneField(Community, on_delete=models.CASCADE, primary_key=True, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "ring searches"

    def __str__(self) -> str:
        return f"{self.community_id}: {self.looked_at:%Y-%m-%d}"
