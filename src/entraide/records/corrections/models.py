"""A correction."""

from uuid import uuid4

from django.db import models


class Correction(models.Model):
    """One sentence that the bot read wrong: what it read, and what is right. There is no person in it, and no post.

    The sentence is kept as logic.reading.anonymous leaves it. Of the moment only the day is kept, and the identifier is random
    (a UUIDv7, as everywhere else here, would tell the millisecond). Of place and time only the outline is kept (see
    logic.reading.outline): with a name or an hour the sentence would say again what was hidden in it.
    `fields` are those that were corrected (kind, topic, place, time, mode), `heads` the version of the weights that read it,
    `confidence` (0 to 1) how sure they were, `community` the address of the community that it was written in.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kept_on = models.DateField()
    community = models.CharField(max_length=60)
    corrected_by = models.CharField(max_length=8, choices=[("writer", "writer"), ("steward", "steward")])
    sentence = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    fields = models.JSONField()
    read_kind = models.CharField(max_length=5)
    right_kind = models.CharField(max_length=5)
    read_action = models.CharField(max_length=8, blank=True)
    right_action = models.CharField(max_length=8, blank=True)
    read_topic = models.CharField(max_length=40, blank=True)
    right_topic = models.CharField(max_length=40, blank=True)
    read_mode = models.CharField(max_length=8)
    right_mode = models.CharField(max_length=8)
    read_place = models.CharField(max_length=16)
    right_place = models.CharField(max_length=16)
    read_time = models.CharField(max_length=12)
    right_time = models.CharField(max_length=12)
    confidence = models.FloatField()
    heads = models.CharField(max_length=16)

    class Meta:
        ordering = ("kept_on", "id")
        indexes = (models.Index(fields=["kept_on"], name="correction_day"),)

    def __str__(self) -> str:
        return self.sentence
