"""A community moves to another server: everything that may leave arrives, nothing else leaves, and a wrong file changes nothing."""

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models
from tests.journeys.bank import give
from tests.journeys.processes import dying_at, end_of, start
from tests.web import rows

from entraide.adapters.archives.manifest import NAME, WrongArchive, read_manifest
from entraide.adapters.archives.sealing import is_sealed, public_key, seal, unseal
from entraide.adapters.archives.unpacking import Archive
from entraide.journeys import import_community as importing
from entraide.journeys.export_community import export_community
from entraide.journeys.import_community import import_community
from entraide.journeys.pay_from_commons import buy_credits
from entraide.journeys.refusals import Refusal
from entraide.journeys.seal_books import seal_community
from entraide.journeys.undo_transfer import undo_transfer
from entraide.logic.charter.rules import Rules
from entraide.logic.routing.filing import file_sentence
from entraide.records.asks.models import Answer, Ask
from entraide.records.attestations.models import Attestation
from entraide.records.communities.models import Community, CommunityWord, Membership, RulesVersion
from entraide.records.conversations.models import ForumFollow, Message, Participation, Section, Thread
from entraide.records.figures.models import MonthFigure
from entraide.records.ledgers.auditing import audit
from entraide.records.ledgers.models import Account, CreditRequest, Entry, Seal, SealedHead, Transfer
from entraide.records.moves.models import Arrival
from entraide.records.moves.parts import PARTS
from entraide.records.moves.plain import to_plain
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person, Say, TrustedContact
from entraide.records.posts.models import Post, SearchStep
from entraide.records.reports.models import Appeal, CannedWords, Case, Measure, Report, StewardNote

pytestmark = pytest.mark.django_db

AGREED = ("Amina", "Bruno", "Chloé")
STAYED = ("Daan", "Els")
RULES = Rules(entry="request", currency="credits", currency_name="copeaux", floor=-40, ceiling=120, credit_cents=500)


@pytest.fixture
def house(now: datetime) -> Community:
    """A community in the middle of its life. Amina, Bruno and Chloé come along should it move; Daan and Els do not."""
    house = rows.community(motto="On s'arrange.", languages=["fr", "nl"], topics=["animals"])
    people = {name: rows.person(name) for name in (*AGREED, *STAYED)}
    for name, person in people.items():
        rows.member(house, person, agrees_to_move=name in AGREED, is_steward=name == "Amina", verified_at=now)
    amina, bruno, chloe, daan, els = people.values()
    Community.objects.filter(pk=house.pk).update(opened_by=daan, opened_at=now - timedelta(days=400))
    Person.objects.update(joined_at=now - timedelta(days=500))
    _sentence(bruno, now, is_public=True)
    _sentence(daan, now)
    _history(house, by=amina, at=now)
    open_post = rows.post(amina, community=house, vector=b"\x01\x3c" * 512)
    agreed = rows.post(bruno, community=house, state="agreed", closed_at=now)
    rows.post(daan, community=house)
    rows.post(amina, text="Je prête ma perceuse")  # in everybody's community
    SearchStep.objects.create(post=open_post, step="wider", taken_at=now, facts={"radius_km": 8})
    rows.ask(open_post, bruno)
    rows.answer(open_post, bruno)
    rows.answer(open_post, chloe, kind="not_now", words="Une excuse.")
    rows.answer(agreed, amina, chosen_at=now)
    rows.answer(agreed, els)
    _forum(house, amina, bruno, daan, post=agreed, at=now)
    Block.objects.create(person=amina, blocked=bruno, made_at=now)
    _standing_and_moderation(house, amina, bruno, daan, at=now)
    _books(house, amina, chloe, daan, at=now)
    MonthFigure.objects.create(
        community=house, month=now.date().replace(day=1), measure="unmet", topic="animals.walking", area="Ixelles", amount=3, count=5
    )  # fmt: skip
    return house


def _sentence(person: Person, now: datetime, **fields: Any) -> None:
    filed = file_sentence(rows.DOG, reading=rows.DOG_READING, vector=None)
    Say.objects.create(
        person=person,
        text=rows.DOG,
        kind="offer",
        topic="animals.walking",
        reading=rows.DOG_READING.as_dict(),
        vector=b"\x00\x3c" * 512,
        said_at=now,
        **filed.columns(),
        **fields,
    )


def _history(house: Community, *, by: Person, at: datetime) -> None:
    CommunityWord.objects.create(
        community=house, sort="currency", name="flouze", key="flouze", worth="h", named_by=by, named_at=at
    )
    house.weights.create(why="plus près", weights={"nearness": 0.3}, set_by=by, set_at=at)
    house.rules.create(safety_class="children", level="verified", why="Par prudence.", set_by=by, set_at=at)
    for number in (1, 2):
        RulesVersion.objects.create(
            community=house, number=number, rules=RULES.as_dict(), why="…", set_at=at, holds_from=at
        )


def _forum(house: Community, amina: Person, bruno: Person, daan: Person, *, post: Post, at: datetime) -> None:
    section = Section.objects.create(community=house, name="Outils", slug="outils")
    thread = Thread.objects.create(
        kind="forum", community=house, section=section, subject="Nos outils", opened_by=daan, opened_at=at, latest_at=at,
        message_count=3, post=post,
    )  # fmt: skip
    Message.objects.create(thread=thread, writer=bruno, words="J'ai une échelle.", said_at=at)
    Message.objects.create(thread=thread, writer=daan, words="Moi aussi.", said_at=at)
    Message.objects.create(thread=thread, writer=amina, words="Je me ravise.", said_at=at, withdrawn_at=at)
    Participation.objects.create(thread=thread, person=bruno, read_at=at)
    Participation.objects.create(thread=thread, person=daan)
    ForumFollow.objects.create(community=house, person=amina, told_at=at)
    ForumFollow.objects.create(community=house, person=daan, told_at=at)
    private = Thread.objects.create(kind="direct", pair_key="a b", opened_by=amina, opened_at=at, latest_at=at)
    Message.objects.create(thread=private, writer=amina, words="Entre nous.", said_at=at)
    Participation.objects.create(thread=private, person=amina)


def _standing_and_moderation(house: Community, amina: Person, bruno: Person, daan: Person, *, at: datetime) -> None:
    for person in (bruno, daan):
        Attestation.objects.create(person=person, community=house, kind="identity", attested_by=amina, attested_at=at)
    thread = house.threads.get()
    hidden = Message.objects.create(thread=thread, writer=bruno, words="Une insulte.", said_at=at, hidden_at=at)
    Thread.objects.filter(pk=thread.pk).update(message_count=4)
    case = Case.objects.create(
        community=house, kind="message", message=hidden, about=bruno, state="settled", opened_at=at, settled_at=at,
        settled_by=amina, finding="broken", rule="respect",
    )  # fmt: skip
    Report.objects.create(case=case, by=daan, rule="respect", words="Regardez.", made_at=at)
    measure = Measure.objects.create(
        case=case, community=house, about=bruno, kind="hide", rule="respect", words="Pas ainsi.", decided_by="stewards",
        by=amina, at=at,
    )  # fmt: skip
    Appeal.objects.create(measure=measure, by=bruno, words="Mais si.", state="stands", made_at=at, decided_at=at)
    Case.objects.create(community=house, kind="person", about=daan, opened_at=at)
    CannedWords.objects.create(community=house, name="Bonjour", words="Bonjour {prénom}.", by=amina, at=at)
    StewardNote.objects.create(community=house, person=bruno, words="A rendu la clé.", by=amina, at=at)
    TrustedContact.objects.create(person=amina, name="Zénobie", phone="0470", named_at=at)


def _books(house: Community, amina: Person, chloe: Person, daan: Person, *, at: datetime) -> None:
    """Something was given, given back, and bought; Daan, who stays, has an account too. All of it lies under a seal."""
    given = give(chloe, amina, house, 800, now=at, words="Pour l'échelle")
    undo_transfer(transfer_id=given.pk, person=amina, words="C'était un service.", now=at)
    give(amina, daan, house, 300, now=at, words="Merci pour tout")
    buy_credits(person=chloe, community=house, amount_minor=2000, bill_id=UUID(int=7), now=at)
    seal_community(community=house, unit="credits", day=at.date(), now=at)


@pytest.fixture
def file(house: Community, tmp_path: Path, now: datetime) -> Path:
    """The community's file."""
    path = tmp_path / "ixelles.entraide"
    export_community(community=house, into=path, now=now)
    return path


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    with Archive(path) as archive:
        return {part.name: list(archive.rows(part.name)) for part in PARTS}


def _empty_server() -> None:
    """As if this were another server: nobody lives here yet."""
    _empty_the_books()
    for model in (Answer, Ask, SearchStep, Message, Participation, ForumFollow, Thread, Post, Notice, Membership):
        model._default_manager.all().delete()
    Community.objects.filter(is_server_wide=False).delete()
    Person.objects.all().delete()


def _empty_the_books() -> None:
    """Past what protects them: on SQLite the guards against deleting are away in tests, PostgreSQL empties whole tables."""
    books = (SealedHead, Seal, Entry, CreditRequest, Transfer, Account)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in books)}")
        return
    for model in books:
        model._default_manager.all()._raw_delete(connection.alias)


def _take(path: Path, now: datetime, **how: Any) -> importing.Arrived:
    with Archive(path) as archive:
        return import_community(archive=archive, now=now, **how)


def test_what_arrives_on_an_empty_server_is_what_left(file: Path, tmp_path: Path, now: datetime) -> None:
    left = _read(file)
    assert {name: len(found) for name, found in left.items()} == {
        "community": 1, "people": 3, "memberships": 3, "says": 1, "words": 1, "weights": 1, "safety_rules": 1, "rules": 2,
        "sections": 1, "posts": 2, "steps": 1, "answers": 2, "threads": 1, "messages": 3, "participations": 1,
        "forum_follows": 1, "attestations": 1, "cases": 1, "measures": 1, "appeals": 1, "canned_words": 1, "figures": 1,
        "accounts": 4, "transfers": 4, "entries": 8, "seals": 1, "sealed_heads": 4,
    }  # fmt: skip
    _empty_server()
    arrived = _take(file, now)
    assert (arrived.newcomers, arrived.met, arrived.community.slug) == (3, 0, "ixelles")
    again = tmp_path / "again.entraide"
    export_community(community=arrived.community, into=again, now=now)
    assert _read(again) == left
    assert list(audit(arrived.community, now=now)) == [], "the books hold together where they arrive"


def test_no_column_is_lost_on_the_way(house: Community, tmp_path: Path, now: datetime) -> None:
    """Once more, with something unusual in every column that leaves, so that none can come back as it would be by itself."""
    _fill_every_column(now)
    path, again = tmp_path / "full.entraide", tmp_path / "again.entraide"
    export_community(community=house, into=path, now=now)
    left = _read(path)
    usual = [
        f"{part.name}.{field.attname}" for part in PARTS for field in part.fields if _is_usual(field, left[part.name])
    ]
    assert usual == ["answers.withdrawn_at"], "answers that were taken back stay"
    _empty_server()
    export_community(community=_take(path, now).community, into=again, now=now)
    assert _read(again) == left


def _is_usual(field: "models.Field[Any, Any]", rows_left: list[dict[str, Any]]) -> bool:
    """Whether no row has anything in this column but what it would have by itself."""
    by_itself = [None, "", [], {}, to_plain(field.get_default())]
    return not field.primary_key and all(row[field.attname] in by_itself for row in rows_left)


def _fill_every_column(now: datetime) -> None:
    """Where all rows have nothing, or what they would have by themselves: something else that the column can hold."""
    somebody = Person.objects.get(first_name="Chloé")
    Community.objects.update(opened_by=somebody)
    Thread.objects.update(opened_by=somebody)
    for part in PARTS:
        kept = part.model._default_manager.all()
        empty = [field for field in part.fields if field.attname != "withdrawn_at" and not _says(field, kept)]
        if empty:
            # All at once: an end has a moment, and a way in which it came.
            kept.update(**{field.attname: _unusual(field, somebody, now) for field in empty})


def _says(field: "models.Field[Any, Any]", kept: "models.QuerySet[Any]") -> bool:
    """Whether some row has something in this column that it would not have by itself."""
    by_itself = [None, "", [], {}, field.get_default()]
    return any(value not in by_itself for value in kept.values_list(field.attname, flat=True))


def _unusual(field: "models.Field[Any, Any]", somebody: Person, now: datetime) -> Any:
    """A value that the column can hold, and would not by itself."""
    if isinstance(field, models.ForeignKey):
        assert field.related_model is Person, field
        return somebody.pk
    if field.choices:
        return next(code for code, _ in field.flatchoices if code not in ("", field.get_default()))
    match field.get_internal_type():
        case "BooleanField":
            return not field.get_default()
        case "DateTimeField":
            return now - timedelta(days=3)
        case "DateField":
            return (now - timedelta(days=3)).date()
        case "JSONField":
            return {"identity": None} if field.get_default() == {} else ["a", "b"]
        case "DecimalField" | "FloatField" as kind:
            return Decimal("7.50") if kind == "DecimalField" else 7.25
        case "CharField" | "TextField":
            return "x7"[: field.max_length]
    return 7


def test_what_is_private_never_leaves(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        everything = "\n".join(packed.read(name).decode() for name in packed.namelist())
    for words in (
        "Une excuse",
        "Entre nous",
        "Je me ravise",
        "insulte",
        "Regardez",
        "Pas ainsi",
        "Mais si",
        "rendu la clé",
        "Zénobie",
        "daan@",
        "els@",
        "Daan",
        '"Els"',
        "password",
        "Je prête",
    ):
        assert words not in everything, words
    stayed = set(map(str, Person.objects.filter(first_name__in=STAYED).values_list("pk", flat=True)))
    assert not [key for key in stayed if key in everything]


def test_the_log_of_moderation_leaves_without_anybody_and_tells_the_month_only(file: Path) -> None:
    (measure,), (case,) = (_read(file)[name] for name in ("measures", "cases"))
    assert (measure["kind"], measure["rule"], measure["at"]) == ("hide", "respect", "2026-03-01T12:00:00+00:00")
    assert measure["ended_at"], "nothing is hidden or deleted because of it where it arrives"
    assert measure["case_id"] == case["id"] != str(Case.objects.get(state="settled").pk)
    people = set(map(str, Person.objects.values_list("pk", flat=True)))
    assert not people & {str(value) for row in (measure, case) for value in row.values()}


def test_what_somebody_said_in_the_forum_leaves_without_their_name_if_they_stay(file: Path) -> None:
    said = {message["words"]: message["writer_id"] for message in _read(file)["messages"]}
    assert said["Moi aussi."] is None
    assert said["J'ai une échelle."] == str(Person.objects.get(first_name="Bruno").pk)


def test_newcomers_sign_in_with_their_address_and_are_told_once(file: Path, now: datetime) -> None:
    _empty_server()
    _take(file, now)
    bruno = Person.objects.get(email="bruno@example.org")
    assert bruno.is_active
    assert not bruno.has_usable_password()
    assert bruno.joined_at == now - timedelta(days=500)
    assert list(Notice.objects.values_list("kind", flat=True)) == ["arrived"] * 3
    assert Membership.objects.get(person__first_name="Amina").is_steward
    assert not Post.objects.filter(is_asking=True).exists(), "searches rest until their writers go on"


def test_who_was_here_already_is_met_by_their_address_and_nothing_is_theirs_before_they_say_so(
    file: Path, now: datetime
) -> None:
    _empty_server()
    here = rows.person("Bruno")
    arrived = _take(file, now)
    assert (arrived.newcomers, arrived.met) == (2, 1)
    arrival = Arrival.objects.get()
    assert (arrival.person, arrival.community) == (here, arrived.community)
    assert not arrival.stand_in.is_active
    assert not here.memberships.exists()
    assert not here.posts.exists()
    assert arrival.stand_in.posts.count() == 1
    assert Notice.objects.filter(person=here, kind="arrived").exists()


def test_a_file_comes_once(file: Path, now: datetime) -> None:
    _empty_server()
    _take(file, now)
    before = _counts()
    with pytest.raises(Refusal, match="already_here"):
        _take(file, now)
    assert _counts() == before


def test_an_address_that_is_taken_is_refused_until_another_is_given(file: Path, now: datetime) -> None:
    _empty_server()
    rows.community("Une autre", "ixelles")
    with pytest.raises(Refusal, match="slug_taken"):
        _take(file, now)
    with pytest.raises(Refusal, match="wrong_slug"):
        _take(file, now, slug="a/b")
    assert _take(file, now, slug="ixelles-bis").community.slug == "ixelles-bis"


def test_where_identifiers_and_codes_are_taken_new_ones_are_given_and_everything_hangs_together(
    file: Path, now: datetime
) -> None:
    """The same server takes its own community in once more: nothing of the first is touched."""
    before = {part.name: list(part.model._default_manager.order_by("pk").values()) for part in PARTS}
    second = _take(file, now, slug="ixelles-2").community
    for part in PARTS:
        if part.model is Person:
            continue
        known = {row["id"] for row in before[part.name]}
        kept = part.model._default_manager.filter(pk__in=known).order_by("pk").values()
        assert list(kept) == before[part.name], part.name
    assert second.posts.count() == 2
    assert set(second.posts.values_list("writer__is_active", flat=True)) == {False}
    assert second.threads.get().messages.count() == 3
    assert second.threads.get().post in second.posts.all()
    assert not set(second.posts.values_list("code", flat=True)) & {row["code"] for row in before["posts"]}


def _counts() -> dict[str, int]:
    return {part.name: part.model._default_manager.count() for part in PARTS} | {"told": Notice.objects.count()}


def _with(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of the file in which something was changed."""
    with zipfile.ZipFile(path) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    change(held)
    changed = path.with_name("changed.entraide")
    with zipfile.ZipFile(changed, "w") as packed:
        for name, content in held.items():
            packed.writestr(name, content)
    return changed


def _forged(path: Path, part: str, change: Callable[[dict[str, Any]], None]) -> Path:
    """A copy in which every row of a part was changed, and the manifest with it, as a forger would."""
    import hashlib

    def forge(held: dict[str, bytes]) -> None:
        lines = [json.loads(line) for line in held[f"{part}.jsonl"].splitlines()]
        for line in lines:
            change(line)
        content = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        held[f"{part}.jsonl"] = content
        manifest = json.loads(held[NAME])
        (said,) = [one for one in manifest["parts"] if one["name"] == part]
        said.update(size=len(content), sha256=hashlib.sha256(content).hexdigest())
        held[NAME] = json.dumps(manifest).encode()

    return _with(path, forge)


def _damages() -> Iterator[tuple[str, Callable[[dict[str, bytes]], None]]]:
    yield (
        "a letter of a message",
        lambda held: held.update({"messages.jsonl": held["messages.jsonl"].replace(b"chelle", b"chelon")}),
    )
    yield (
        "a row is missing",
        lambda held: held.update({"people.jsonl": b"".join(held["people.jsonl"].splitlines(keepends=True)[1:])}),
    )
    yield "a part is missing", lambda held: held.pop("posts.jsonl") and None
    yield "a part too many", lambda held: held.update({"secrets.jsonl": b"{}\n"})
    yield "no manifest", lambda held: held.pop(NAME) and None
    yield "another format", lambda held: held.update({NAME: held[NAME].replace(b"entraide-community", b"something")})
    yield "a later version", lambda held: held.update({NAME: held[NAME].replace(b'"version": 1', b'"version": 2')})
    yield "another encoder", lambda held: held.update({NAME: held[NAME].replace(b"sentence-encoder", b"x")})
    yield "no JSON", lambda held: held.update({NAME: b"{"})


@pytest.mark.parametrize(("name", "damage"), list(_damages()))
def test_a_file_that_was_damaged_or_changed_is_refused_with_a_sentence_and_nothing_comes(
    file: Path, now: datetime, name: str, damage: Callable[[dict[str, bytes]], None]
) -> None:
    _empty_server()
    before = _counts()
    with pytest.raises(WrongArchive) as refused:
        _take(_with(file, damage), now)
    assert refused.value.reason.endswith("."), name
    assert _counts() == before


@pytest.mark.parametrize("end", [0, 10, 3000, -30])
def test_a_file_that_ends_too_early_is_refused(file: Path, now: datetime, end: int) -> None:
    _empty_server()
    cut = file.with_name("cut.entraide")
    cut.write_bytes(file.read_bytes()[:end])
    with pytest.raises(WrongArchive):
        _take(cut, now)


def _set(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda row: row.update({name: value})


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("people", _set("email", "somebody@example.org")),
        ("people", _set("email", "x" * 300 + "@example.org")),
        ("people", _set("first_name", 7)),
        ("people", _set("home_cell", 1 << 70)),
        ("people", _set("is_staff", True)),
        ("community", _set("name", "x\0y")),
        ("community", _set("entry", "whoever pays")),
        ("posts", _set("state", "for ever")),
        ("posts", _set("reading", {"kind": []})),
        ("posts", _set("vector", "AAAA")),
        ("posts", _set("published_at", "yesterday")),
        ("posts", _set("published_at", "2026-03-01T10:00:00")),
        ("posts", _set("writer_id", "0198c0de-0000-7000-8000-000000000000")),
        ("posts", _set("community_id", "0198c0de-0000-7000-8000-000000000000")),
        ("rules", _set("rules", {"entry": "whoever pays"})),
        ("rules", _set("rules", {"may_post": "stewards", "forum": "off"})),  # the charter forbids it
        ("rules", _set("number", 1)),
        ("messages", _set("words", "x" * 5000)),
        ("messages", _set("words", "\ud800")),
        ("threads", lambda row: row.pop("subject")),
        ("answers", _set("kind", "maybe")),
    ],
)
def test_a_forged_row_is_refused_and_nothing_comes(
    file: Path, now: datetime, part: str, change: Callable[[dict[str, Any]], None]
) -> None:
    _empty_server()
    before = _counts()
    with pytest.raises(WrongArchive):
        _take(_forged(file, part, change), now)
    assert _counts() == before


def test_nobody_becomes_an_operator_by_a_file(file: Path, now: datetime) -> None:
    _empty_server()
    _take(file, now)
    assert not Person.objects.filter(is_staff=True).exists()
    assert not Person.objects.filter(is_superuser=True).exists()


def test_the_manifest_gives_itself_back_and_its_fingerprint_tells_files_apart(
    file: Path, house: Community, now: datetime
) -> None:
    with zipfile.ZipFile(file) as packed:
        first = read_manifest(packed.read(NAME))
    assert read_manifest(first.as_bytes()) == first
    assert first.stayed == 2
    Message.objects.filter(words="Moi aussi.").update(words="Moi non.")
    second = export_community(community=house, into=file, now=now)
    assert first.fingerprint != second.fingerprint


def test_a_sealed_file_opens_on_the_server_it_was_sealed_for_only(file: Path, tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    sealed, opened = tmp_path / "file.age", tmp_path / "opened"
    seal(file, into=sealed, key=public_key(here))
    assert is_sealed(sealed)
    assert not is_sealed(file)
    assert (here / "moving.key").stat().st_mode & 0o777 == 0o600
    unseal(sealed, into=opened, folder=here)
    assert opened.read_bytes() == file.read_bytes()
    public_key(elsewhere)
    with pytest.raises(WrongArchive, match="not sealed for this server"):
        unseal(sealed, into=opened, folder=elsewhere)
    sealed.write_bytes(sealed.read_bytes()[:-5])
    with pytest.raises(WrongArchive):
        unseal(sealed, into=opened, folder=here)
    assert not opened.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("call", [1, 2, 10, 16])
def test_killed_half_way_nothing_has_come_and_run_again_everything_has(
    file: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    left = _read(file)
    _empty_server()
    before = _counts()
    with monkeypatch.context() as doomed:
        dying_at(doomed, "entraide.records.moves.changes.Arriving.take", call=call, after=True)
        assert end_of(start(lambda: _take(file, now))) == -9
    assert _counts() == before
    arrived = _take(file, now)
    again = tmp_path / "again.entraide"
    export_community(community=arrived.community, into=again, now=now)
    assert _read(again) == left
    assert Notice.objects.count() == 3
