"""How often something has stirred."""

from django.db import models


class Stir(models.Model):
    """The latest stir of one topic (`t:` and the code of a thread). `number` grows: the moment in microseconds, or one more than before.

    The live process (entraide/live) reads it without Django: whoever comes back with another number has missed something.
    """

    topic = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField()

    class Meta:
        ordering = ("topic",)
        indexes = (models.Index(fields=["number"], name="stir_by_age"),)

    def __str__(self) -> str:
        return f"{self.topic} {self.number}"
