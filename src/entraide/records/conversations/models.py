"""A thread, its messages, who takes part in it, and the sections of a community's forum."""

from django.db import models

from entraide.common.ids import new_code, uuid7
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

# `forum`: in a community's forum; `direct`: between two members; `exchange`: between whoever is helped and whoever helps.
KINDS = ("forum", "direct", "exchange")
PRIVATE_KINDS = ("direct", "exchange")
# How somebody hears of new messages: on the site only, by one mail each, in one mail a day or a week.
FOLLOWS = ("no", "each", "day", "week")


class Section(models.Model):
    """One part of a community's forum ("Tarifs", "Outils"); a forum without sections is one list."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "name")
        constraints = (models.UniqueConstraint(fields=["community", "slug"], name="section_once"),)

    def __str__(self) -> str:
        return self.name


class Thread(models.Model):
    """One conversation. Of the forum it has a community and a subject; between two members it has a `pair_key`, once for each two.
    Of an exchange it has the community and the exchange's own code, and is read on the exchange's page.

    `latest_at`, `latest_by` and `message_count` repeat what its messages say, for lists. `post` is the post it is about, if any.
    `closed_at`: nobody writes in it any more. `hidden_at`: since then only whoever tends the community sees it.
    `opened_by` is None once that person has erased their account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    community = models.ForeignKey(Community, on_delete=models.CASCADE, null=True, blank=True, related_name="threads")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="threads")
    subject = models.CharField(max_length=120, blank=True, default="")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="threads")
    pair_key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    opened_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    latest_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    message_count = models.PositiveIntegerField(default=0)
    is_pinned = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-latest_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    models.Q(kind="forum", community__isnull=False, pair_key=None) & ~models.Q(subject="")
                    | models.Q(kind="direct", pair_key__isnull=False)
                    | models.Q(kind="exchange", community__isnull=False, pair_key=None)
                ),
                name="thread_is_of_one_kind",
            ),
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(post__isnull=False, kind="forum"), name="one_forum_thread_a_post"
            ),
        )
        indexes = (
            models.Index(
                fields=["community", "-is_pinned", "-latest_at", "-id"],
                name="thread_of_forum",
                condition=models.Q(kind="forum", hidden_at=None),
            ),
            models.Index(
                fields=["section", "-is_pinned", "-latest_at", "-id"],
                name="thread_of_section",
                condition=models.Q(kind="forum", hidden_at=None, section__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.subject or self.code

    def get_absolute_url(self) -> str:
        """The page of the thread: for one of an exchange, the exchange's."""
        return f"/e/{self.code}/" if self.kind == "exchange" else f"/t/{self.code}/"

    @property
    def is_private(self) -> bool:
        """Whether it is between two people, and nobody else reads it."""
        return self.kind in PRIVATE_KINDS


class Message(models.Model):
    """What one person wrote in a thread. `writer` is None once they have erased their account: others need what was said.

    `words` is plain text. `hand` is who wrote it for them, with their recorded consent. `withdrawn_at`: its writer took it back:
    from then on nobody reads its words, and a month later they are gone (until then a report can still be settled).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    writer = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    hand = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=4000)
    said_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("said_at", "id")
        indexes = (
            models.Index(fields=["thread", "said_at", "id"], name="message_of_thread"),
            models.Index(fields=["writer", "-said_at"], name="message_of_writer"),
            models.Index(
                fields=["withdrawn_at"],
                name="message_withdrawn",
                condition=models.Q(withdrawn_at__isnull=False) & ~models.Q(words=""),
            ),
        )

    def __str__(self) -> str:
        return f"message of {self.said_at:%Y-%m-%d %H:%M}"


class Participation(models.Model):
    """One person in one thread: how they follow it, and up to when they have read it. Whoever a direct thread is between has one each.

    `follows` is empty for who only reads and never chose: they do not follow it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    follows = models.CharField(max_length=4, blank=True, default="", choices=[(how, how) for how in FOLLOWS])
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["thread", "person"], name="participates_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.thread_id}"


class ForumFollow(models.Model):
    """One person following the whole forum of a community; up to `told_at` their digests have told, and at `due_at` the next is due."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="forum_follows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="forum_follows")
    follows = models.CharField(max_length=4, default="week", choices=[(how, how) for how in FOLLOWS])
    told_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["community", "person"], name="follows_forum_once"),)
        indexes = (models.Index(fields=["due_at"], name="forum_digest_due", condition=models.Q(due_at__isnull=False)),)

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.community_id}"


class PhotoRequest(models.Model):
    """A message that asks `asked` to show something: until a photo answers it (`answered_at`), they find the way to add one beside it."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="photo_request")
    asked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"photo asked by {self.message_id}"


class MessagePhoto(models.Model):
    """The photo of a thing that goes with a message, which says in words what it shows: drawn anew, without what cameras add.

    `picture` is a WebP of 40 kB at most. It goes with the account of its `owner`, and by itself after a while
    (journeys/forget_shown.py); the message stays.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="photo")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    picture = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField(help_text="Of the picture, in bytes.")
    added_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"photo of {self.message_id}"


class SharedPlace(models.Model):
    """Where exactly two people meet, in the words of whoever lives or waits there: shown to the other until it is taken back.

    Taking it back deletes the row; so does the end of what it was shared for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="shared_places")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=200)
    shared_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("shared_at",)
        constraints = (models.UniqueConstraint(fields=["thread", "owner"], name="place_shared_once"),)

    def __str__(self) -> str:
        return f"place shared in {self.thread_id}"


class ReceivedMail(models.Model):
    """A mail that was taken in, so that the same one, brought twice, is one. Of itself only a digest is kept, for a while."""

    digest = models.CharField(max_length=64, primary_key=True)
    outcome = models.CharField(max_length=24)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"mail of {self.received_at:%Y-%m-%d %H:%M}: {self.outcome}"
