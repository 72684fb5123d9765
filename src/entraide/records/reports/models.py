"""Cases and the reports in them, measures and appeals, panels of members, posts that wait to be checked, and what lies on the desk."""

from django.db import models

from entraide.common.ids import new_code, uuid7
from entraide.logic.charter.measures import MEASURES
from entraide.logic.states import APPEAL, CASE
from entraide.records.communities.models import Community, Membership
from entraide.records.conversations.models import Message, Thread
from entraide.records.people.models import Person, Say
from entraide.records.posts.models import Post

# What can be reported; each is the name of the column of a case that holds it (a person: `about`).
THINGS = ("post", "person", "message", "thread", "say")
# Who decided: whoever tends the community, a panel of its members, or so many reports that it is hidden until somebody looks.
DECIDERS = ("stewards", "members", "reports")


class Case(models.Model):
    """One thing at which somebody should look, with all reports of it, from the first report or a steward's own look on.

    `kind` says which column holds the thing; the column is empty once the thing is gone. `about` is whose doing it is (None once they
    have erased their account). `rule` is the rule that was found broken (logic.charter.conduct), or empty; `finding` is fine or broken.
    Of one thing at most one case is not settled.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="cases")
    kind = models.CharField(max_length=8, choices=[(thing, thing) for thing in THINGS])
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    say = models.ForeignKey(Say, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    about = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    state = models.CharField(max_length=8, default=CASE.first, choices=[(state, state) for state in CASE.states])
    is_urgent = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=6, blank=True, default="")
    rule = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ("opened_at", "id")
        constraints = (
            *(
                models.UniqueConstraint(
                    fields=[column], condition=~models.Q(state="settled"), name=f"one_case_a_{column}"
                )
                for column in ("post", "thread", "message", "say")
            ),
            models.UniqueConstraint(
                fields=["community", "about"],
                condition=models.Q(kind="person") & ~models.Q(state="settled"),
                name="one_case_a_person",
            ),
        )
        indexes = (
            models.Index(
                fields=["community", "-is_urgent", "opened_at"],
                name="case_on_the_desk",
                condition=~models.Q(state="settled"),
            ),
        )

    def __str__(self) -> str:
        return f"case of a {self.kind}, {self.opened_at:%Y-%m-%d}"


class Report(models.Model):
    """One person pointing one thing out. Whoever is reported never learns who did; who tends the community learns it only of danger.

    `rule` is the rule that they say is broken. `is_danger`: somebody may come to harm. `may_call_contact`: then the stewards may see
    who reported, and whom they named as the person they trust.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")
    rule = models.CharField(max_length=40)
    words = models.CharField(max_length=500, blank=True, default="")
    is_danger = models.BooleanField(default=False)
    may_call_contact = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "id")
        constraints = (models.UniqueConstraint(fields=["case", "by"], name="reported_once"),)
        indexes = (models.Index(fields=["by", "made_at"], name="reports_of_person"),)

    def __str__(self) -> str:
        return f"report of {self.made_at:%Y-%m-%d}"


class Measure(models.Model):
    """One thing that was done about a case. None is changed or deleted but for its end.

    `about` is whom it concerns, `rule` the broken rule, `words` what they were told. `until` ends a suspension or an exclusion by itself
    (None: it lasts until it is lifted); `ended_at` is when it was lifted, restored, or done away with by an appeal.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="measures")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="measures")
    about = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in MEASURES])
    rule = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=1000, blank=True, default="")
    decided_by = models.CharField(max_length=8, choices=[(who, who) for who in DECIDERS])
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (
            models.Index(
                fields=["about", "community", "until"],
                name="measure_in_force",
                condition=models.Q(kind__in=("suspend", "exclude"), ended_at=None),
            ),
            models.Index(fields=["community", "-at"], name="measure_of_community"),
            models.Index(fields=["at"], name="hidden_to_delete", condition=models.Q(kind="hide", ended_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.kind}, {self.at:%Y-%m-%d}"


class Appeal(models.Model):
    """The one time that somebody asks for a measure to be looked at again, by somebody else than who took it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="appeal")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="appeals")
    words = models.CharField(max_length=1000)
    state = models.CharField(max_length=8, default=APPEAL.first, choices=[(state, state) for state in APPEAL.states])
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ("made_at", "id")
        indexes = (models.Index(fields=["made_at"], name="appeal_waiting", condition=models.Q(state="waiting")),)

    def __str__(self) -> str:
        return f"appeal of {self.made_at:%Y-%m-%d}"


class Juror(models.Model):
    """A member who agrees to be drawn for small panels in this community. Ends with the membership."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="juror")
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"a juror since {self.agreed_at:%Y-%m-%d}"


class Seat(models.Model):
    """One member drawn to say whether the thing of a case stays, or whether a measure stands (`appeal`), without names.

    `voice` is keep, hide or empty as long as they have not said; `ends_at` is until when they may say it, then another is drawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="seats")
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, null=True, blank=True, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats")
    drawn_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    voice = models.CharField(max_length=4, blank=True, default="")
    rule = models.CharField(max_length=40, blank=True, default="")
    said_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("drawn_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "person"], condition=models.Q(appeal=None), name="one_seat_in_a_case"
            ),
            models.UniqueConstraint(fields=["appeal", "person"], name="one_seat_in_an_appeal"),
        )
        indexes = (
            models.Index(fields=["ends_at"], name="seat_waiting", condition=models.Q(said_at=None, left_at=None)),
        )

    def __str__(self) -> str:
        return f"a seat, {self.drawn_at:%Y-%m-%d}"


class PostCheck(models.Model):
    """A post at which somebody should look before (`is_held`) or while it is open.

    `needed` is how many have to say that it is fine before it opens; `signs` are those of logic.charter.doubts that stand in it.
    `outcome` is fine or refused, or empty as long as it waits.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="check_wanted")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="post_checks")
    is_held = models.BooleanField(default=False)
    needed = models.PositiveSmallIntegerField(default=1)
    signs = models.JSONField(default=list, blank=True)
    wanted_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        ordering = ("wanted_at", "id")
        indexes = (
            models.Index(fields=["community", "wanted_at"], name="check_on_the_desk", condition=models.Q(done_at=None)),
        )

    def __str__(self) -> str:
        return f"check of {self.post_id}"


class CheckVoice(models.Model):
    """What one person who checks posts said of one: fine, or refused, for which rule, with which words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    check_wanted = models.ForeignKey(PostCheck, on_delete=models.CASCADE, related_name="voices")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_fine = models.BooleanField()
    rule = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=["check_wanted", "by"], name="checked_once"),)

    def __str__(self) -> str:
        return f"{'fine' if self.is_fine else 'refused'}, {self.at:%Y-%m-%d}"


class StewardNote(models.Model):
    """What whoever tends the community wrote down for the others who do: facts only, for the person may read it in their export."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="steward_notes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="notes_about")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="steward_notes")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    words = models.CharField(max_length=1000)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(post__isnull=False) | models.Q(case__isnull=False),
                name="note_is_about_something",
            ),
        )
        indexes = (models.Index(fields=["community", "-at"], name="note_of_community"),)

    def __str__(self) -> str:
        return f"note of {self.at:%Y-%m-%d}"


class CannedWords(models.Model):
    """Words that whoever tends the community says often; `{prénom}` stands for the first name of whom they are said to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="canned_words")
    name = models.CharField(max_length=60)
    words = models.CharField(max_length=1000)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "canned words"
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["community", "name"], name="canned_words_once"),)

    def __str__(self) -> str:
        return self.name
