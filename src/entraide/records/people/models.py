"""A person, their own sentences, whom they block, and the codes by which they sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from entraide.common.ids import new_code, new_key, uuid7

# Where nobody lives (RFC 2606): the addresses of those who have none. No letter leaves for there.
NO_ADDRESS = "sans-adresse.invalid"


def unhurried() -> list[str]:
    """The sorts of news for which nobody's telephone lights up unless they want it: what can wait until they look."""
    return ["fits", "search", "community", "moderation"]


class People(BaseUserManager["Person"]):
    """Makes people; there are no passwords, but for operators who are given one on the command line."""

    def create_user(self, email: str, first_name: str = "", password: str | None = None, **fields: Any) -> "Person":
        """A person with this address (kept in small letters)."""
        person = self.model(email=email.strip().lower(), first_name=first_name, **fields)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_superuser(
        self, email: str, first_name: str = "", password: str | None = None, **fields: Any
    ) -> "Person":
        """An operator: may use the admin."""
        return self.create_user(email, first_name, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with a first name and an e-mail address, and no more than they chose to say.

    `home_latitude` and `home_longitude` are already blurred to a kilometre before they are kept (logic.places.blur): nobody, the
    operator included, can read the exact place. `home_cell` is the H3 cell (resolution 8) of that blurred point.
    `free_hours` are weekly spans "SA 08:00-12:00" in the person's own time zone; none means any time.
    `helps_for` are the terms they accept (free, credits, money); none means all.
    Between `quiet_from` and `quiet_until` (whole hours in their time zone) nobody disturbs them; None: when the house is quiet.
    `digest_hour`: what is not urgent comes in one mail a day at that hour; None: each by itself. `unwanted_mails` are the sorts
    of mail that they do not want (journeys/when_to_mail.py), `unwanted_pushes` those that do not appear on their devices
    (`has_devices` repeats whether they have any).
    `teaches_reader`: the sentences in which they correct the bot may be kept without their name, for it to learn from.
    `code` is in the address of their page, which only fellow members open. `about` are their own words there.
    `adult_on` is the first day of the month in which somebody young turns 18, kept until then: nobody gives a date of birth. A parent
    agreed at `parent_agreed_at`, where the rules of a community ask for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first_name = models.CharField(max_length=40)
    email = models.EmailField(unique=True)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    about = models.CharField(max_length=500, blank=True, default="")
    language = models.CharField(max_length=2, default="fr")
    spoken_languages = models.JSONField(default=list, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Brussels")
    theme = models.CharField(max_length=5, blank=True, default="")

    home_name = models.CharField(max_length=120, blank=True, default="")
    home_country = models.CharField(max_length=2, blank=True, default="")
    home_latitude = models.FloatField(null=True, blank=True)
    home_longitude = models.FloatField(null=True, blank=True)
    home_cell = models.BigIntegerField(null=True, blank=True)

    radius_km = models.PositiveSmallIntegerField(null=True, blank=True)
    free_hours = models.JSONField(default=list, blank=True)
    helps_for = models.JSONField(default=list, blank=True)
    asks_per_day = models.PositiveSmallIntegerField(default=2)
    asks_per_week = models.PositiveSmallIntegerField(default=6)
    is_paused = models.BooleanField(default=False)
    paused_until = models.DateField(null=True, blank=True)
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)
    wants_mail = models.BooleanField(default=True)
    digest_hour = models.PositiveSmallIntegerField(null=True, blank=True)
    unwanted_mails = models.JSONField(default=list, blank=True)
    unwanted_pushes = models.JSONField(default=unhurried, blank=True)
    has_devices = models.BooleanField(default=False)
    teaches_reader = models.BooleanField(default=False)

    adult_on = models.DateField(null=True, blank=True)
    parent_agreed_at = models.DateTimeField(null=True, blank=True)

    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name"]

    class Meta:
        verbose_name_plural = "people"
        indexes = (
            models.Index(fields=["home_cell"], name="person_home_cell"),
            models.Index(fields=["id"], name="person_closed", condition=models.Q(is_active=False)),
            models.Index(
                fields=["paused_until"], name="person_pause_ends", condition=models.Q(paused_until__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.first_name

    @property
    def has_address(self) -> bool:
        """Whether they can be written to by mail. Somebody without an address is here through whoever acts for them."""
        return not self.email.endswith(f"@{NO_ADDRESS}")

    def get_short_name(self) -> str:
        """What the others call them."""
        return self.first_name


class Say(models.Model):
    """One sentence in which a person says what they like to do, offer or need, and its reading.

    What routing needs is worked out once, when it is saved: `gist` (logic.routing.gist), `landmark` (logic.routing.landmarks) and
    `stance`. `cell` and `region` repeat where the home lies (logic.places.cells), `goes_km` how far its speaker goes for it at most, so
    that two covering indexes answer "who near by speaks of this topic, or says something like this" and touch no other row.
    `is_public`: their fellow members may read it on their page and find it by searching; else only routing sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="says")
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=5)
    topic = models.CharField(max_length=40, blank=True)
    stance = models.CharField(max_length=5, blank=True, default="")
    landmark = models.PositiveSmallIntegerField(null=True, blank=True)
    cell = models.BigIntegerField(null=True, blank=True)
    region = models.IntegerField(null=True, blank=True)
    goes_km = models.FloatField(default=0)
    gist = models.JSONField(null=True, blank=True)
    gist_version = models.PositiveSmallIntegerField(default=0)
    reading = models.JSONField()
    vector = models.BinaryField(null=True, blank=True)
    said_at = models.DateTimeField()
    is_public = models.BooleanField(default=False)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=["topic", "cell", "person", "landmark", "stance", "goes_km", "region"], name="say_by_topic"
            ),
            models.Index(
                fields=["landmark", "cell", "person", "topic", "stance", "goes_km", "region"], name="say_by_landmark"
            ),
            models.Index(fields=["gist_version"], name="say_gist_version"),
        )

    def __str__(self) -> str:
        return self.text


class Block(models.Model):
    """One person does not want to meet another here. Works in both directions; the other is never told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocked_by")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "blocked"], name="block_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} blocks {self.blocked_id}"


class TrustedContact(models.Model):
    """Somebody whom a person would want to be told if they were in danger: a name and how to reach them, kept for that alone.

    Nobody reads it but the person; those who tend their communities do until `shown_until`, which the person themselves sets
    (by saying that they are in danger, or by agreeing). `key` opens the page on which the contact, told once by mail at `told_at`,
    may refuse: then the row is deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="trusted_contact")
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=30, blank=True, default="")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    named_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    shown_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(email="") | ~models.Q(phone=""), name="trusted_contact_can_be_reached"
            ),
        )

    def __str__(self) -> str:
        return f"trusted contact of {self.person_id}"


class Passkey(models.Model):
    """A key on somebody's device with which they sign in without a code. Here lies its public half, which is no secret.

    `identifier` is the key's own (base64url), `name` what its owner calls the device, `sign_count` how often it had signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=40)
    identifier = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return self.name


class SignInCode(models.Model):
    """A code that was sent to an address. Only its keyed digest is kept; it works once, for a quarter of an hour."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField()
    first_name = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2)
    digest = models.CharField(max_length=64)
    browser = models.CharField(max_length=64)
    sent_from = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["email", "sent_at"], name="code_of_address"),
            models.Index(fields=["sent_from", "sent_at"], name="code_of_sender"),
        )

    def __str__(self) -> str:
        return f"code of {self.sent_at:%Y-%m-%d %H:%M}"
