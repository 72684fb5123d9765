"""A post."""

from django.db import models

from entraide.common.ids import new_code, uuid7
from entraide.logic.states import POST, SEARCH
from entraide.records.communities.models import Community
from entraide.records.people.models import Person

# Posts that somebody new might still be asked about. (A condition on a truth value would be written otherwise on each database.)
_LOOKING = models.Q(state="open")
# Posts that lists show, in their order, and what is asked of each. (SQLite reads the row if the index lacks what its own condition says.)
_NEWEST = ("-published_at", "-id")
_SHOWN = ("kind", "writer", "state", "hidden_at")
_LISTED = models.Q(state="open", hidden_at=None)


class Post(models.Model):
    """A published sentence. The whole reading stands in `reading`; the columns repeat what lists and routing ask for.

    `gist` (logic.routing.gist) and `landmark` (logic.routing.landmarks) are what routing compares, worked out when it is saved.

    `latitude` and `longitude` are the place named in the sentence, or else the writer's blurred home (`place_is_home`).
    `quantity` and `recurrence` are open for posts with many helpers, slots or occurrences: `wanted` is how many people are
    still asked to come, one unless the sentence says more.
    While a steward's filing stands, `filed_by_writer` holds the reading that the writer published; `is_filed_for_good` says that
    the writer took such a filing back, and nobody files the post anew.
    `search_state` is how far the search for helpers has gone (SEARCH), `search_round` counts how often it began anew,
    `search_began_at` is when it last did; `next_step_at` is when to see whether the next step is due.
    `hidden_at`: since then only its writer and whoever tends the community see it (moderation hides before it deletes).
    `hand` is who acted for the writer, with their recorded consent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    writer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="posts")
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=12, default=POST.first, choices=[(s, s) for s in POST.states])

    kind = models.CharField(max_length=5)
    action = models.CharField(max_length=8, blank=True)
    topic = models.CharField(max_length=40)
    place_name = models.CharField(max_length=120, blank=True, default="")
    place_is_home = models.BooleanField(default=False)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    cell = models.BigIntegerField(null=True, blank=True)
    region = models.IntegerField(null=True, blank=True)
    radius_km = models.FloatField(null=True, blank=True)
    is_remote = models.BooleanField(default=False)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    recurrence = models.CharField(max_length=120, blank=True, default="")
    is_urgent = models.BooleanField(default=False)
    terms_mode = models.CharField(max_length=8, default="open")
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=8, blank=True, default="")
    quantity = models.FloatField(null=True, blank=True)
    quantity_unit = models.CharField(max_length=12, blank=True, default="")
    wanted = models.PositiveSmallIntegerField(default=1)
    reading = models.JSONField()
    filed_by_writer = models.JSONField(null=True, blank=True)
    is_filed_for_good = models.BooleanField(default=False)
    vector = models.BinaryField(null=True, blank=True)
    landmark = models.PositiveSmallIntegerField(null=True, blank=True)
    gist = models.JSONField(null=True, blank=True)
    gist_version = models.PositiveSmallIntegerField(default=0)

    published_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hand = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_asking = models.BooleanField(default=True)
    waves_sent = models.PositiveSmallIntegerField(default=0)
    next_wave_at = models.DateTimeField(null=True, blank=True)
    search_state = models.CharField(max_length=12, default=SEARCH.first, choices=[(s, s) for s in SEARCH.states])
    search_round = models.PositiveSmallIntegerField(default=1)
    search_began_at = models.DateTimeField(null=True, blank=True)
    next_step_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-published_at", "-id")
        indexes = (
            # What lists show is found in these alone: everywhere, by topic, by place, from afar, in a community.
            models.Index(
                fields=[*_NEWEST, *_SHOWN, "community", "latitude", "longitude"], name="post_listed", condition=_LISTED
            ),
            models.Index(
                fields=["topic", *_NEWEST, *_SHOWN, "community"], name="post_listed_by_topic", condition=_LISTED
            ),
            models.Index(
                fields=["region", "latitude", "longitude", "published_at", "id", *_SHOWN, "topic", "community"],
                name="post_listed_by_place",
                condition=_LISTED,
            ),
            models.Index(
                fields=["topic", "region", "latitude", "longitude", "published_at", "id", *_SHOWN, "community"],
                name="post_listed_by_topic_place",
                condition=_LISTED,
            ),
            models.Index(
                fields=[*_NEWEST, *_SHOWN, "topic", "community", "is_remote"],
                name="post_listed_remote",
                condition=_LISTED & models.Q(is_remote=True),
            ),
            models.Index(fields=["community", *_NEWEST, *_SHOWN], name="post_listed_by_house", condition=_LISTED),
            models.Index(
                fields=["topic", "cell", "id", "landmark", "kind", "radius_km", "region", "is_asking", "state"],
                name="post_by_topic",
                condition=_LOOKING,
            ),
            models.Index(
                fields=["landmark", "cell", "id", "topic", "kind", "radius_km", "region", "is_asking", "state"],
                name="post_by_landmark",
                condition=_LOOKING,
            ),
            models.Index(fields=["gist_version"], name="post_gist_version"),
            # Its months are counted one by one (records/figures).
            models.Index(fields=["community", "published_at", "kind"], name="post_of_month"),
            models.Index(fields=["cell", "state"], name="post_cell"),
            models.Index(
                fields=["next_wave_at"], name="post_next_wave", condition=models.Q(next_wave_at__isnull=False)
            ),
            models.Index(
                fields=["next_step_at"], name="post_next_step", condition=models.Q(next_step_at__isnull=False)
            ),
            models.Index(fields=["is_remote", "state", "topic", "-published_at"], name="post_remote_newest"),
            # Needs that found nobody, for the desk of their community.
            models.Index(
                fields=["community", "published_at"],
                name="post_on_the_desk",
                condition=models.Q(
                    state="open", kind="need", hidden_at=None, search_state__in=("stewards", "forum", "told")
                ),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The post's page."""
        return f"/a/{self.code}/"


class SearchStep(models.Model):
    """One step by which the search for helpers went further than the waves; each is taken once in a round.

    `facts` are what its writer is told about it, as plain data (radius_km, topics, people).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField(default=1)
    step = models.CharField(max_length=12)
    taken_at = models.DateTimeField()
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("taken_at", "id")
        constraints = (models.UniqueConstraint(fields=["post", "round", "step"], name="step_once"),)

    def __str__(self) -> str:
        return f"{self.step} for {self.post_id}"
