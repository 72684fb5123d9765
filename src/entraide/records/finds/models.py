"""A find, the keys of all words that are filed, and how far the walk that keeps them right has come."""

from django.db import models

from entraide.common.ids import uuid7
from entraide.records.communities.models import Community
from entraide.records.people.models import Person

# post: an open post; say: an offer that its speaker shows to fellow members; message: in a forum; community: itself.
KINDS = ("post", "say", "message", "community")


class Find(models.Model):
    """One thing that somebody may find. It says where to look, never what may be seen: that is asked of its owner at every reading.

    `number` is higher for what is newer; the full-text index counts by it. `ref` is the identifier of the post, say, message or
    community; `person` who wrote it: whoever erases their account takes its words along. `filed` are its words and marks
    (logic.searching), each once, between single spaces: the database's full-text index is made of it, by triggers on SQLite
    (finds_text, FTS5), by a generated column on PostgreSQL (tokens). Both stand in the migrations only; whoever changes the columns
    of this table, which Django on SQLite makes anew for that, must make the triggers anew as well.
    """

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    ref = models.UUIDField()
    community = models.ForeignKey(Community, on_delete=models.CASCADE, null=True, blank=True, related_name="finds")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="finds")
    filed = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "ref"], name="found_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class WordKey(models.Model):
    """One key under which one word is filed (logic.searching.keys). A word whose every text is gone goes too, within days."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=48)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "word"], name="word_key_once"),)
        # Letter by letter, as PostgreSQL wants it for what begins so; SQLite knows no other order.
        indexes = (models.Index(fields=["word"], name="keys_of_word", opclasses=["varchar_pattern_ops"]),)

    def __str__(self) -> str:
        return f"{self.key}: {self.word}"


class FindsWalk(models.Model):
    """How far the walk over one sort of things has come, which files what is missing and forgets what is gone.

    `version` is that of the filing (records/finds/changes.py): a later one begins anew. `reached` is the identifier it came to among
    the things, `number` among the finds, `word` among the words. `done_at`: when it last came to the end.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, unique=True)
    version = models.PositiveSmallIntegerField(default=0)
    reached = models.UUIDField(null=True, blank=True)
    number = models.BigIntegerField(default=0)
    word = models.CharField(max_length=40, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"walk over {self.kind}"
