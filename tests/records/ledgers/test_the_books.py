"""The books themselves: what the database refuses, and that the audit finds a single figure changed behind its back, in any column."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import NOW
from tests.journeys.bank import bank, give

from entraide.journeys.erase_person import erase_person
from entraide.journeys.seal_books import seal_community
from entraide.journeys.undo_transfer import undo_transfer
from entraide.records.ledgers.auditing import audit
from entraide.records.ledgers.guards import guarding, unguarding
from entraide.records.ledgers.models import Account, Entry, Seal, SealedHead, Transfer

pytestmark = pytest.mark.django_db

# What the books say, column by column; (and not: whose words were erased, when a seal was set.)
COLUMNS = {
    Account: (
        *("mark", "unit", "holder_digest", "holder_salt", "opened_at", "balance_minor", "floor_minor", "ceiling_minor"),
        *("entry_count", "latest_hash"),
    ),
    Transfer: ("key", "amount_minor", "kind", "words", "words_salt", "words_digest", "made_at", "made_by", "about"),
    Entry: ("number", "amount_minor", "balance_minor", "hash"),
    Seal: ("number", "day", "accounts", "entries", "root", "before", "digest"),
    SealedHead: ("number",),
}
ALL = [(model, name) for model, names in COLUMNS.items() for name in names]


def run(statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def town():
    house, cast = bank("Chloé", "Bruno", "Amina", "Farid")
    given = give(cast["Bruno"], cast["Amina"], house, 800, words="Le plan de ma boutique")
    give(cast["Amina"], cast["Farid"], house, 1300)
    seal_community(community=house, unit="credits", day=NOW.date(), now=NOW)
    undo_transfer(transfer_id=given.pk, person=cast["Amina"], words="trop", now=NOW)
    seal_community(community=house, unit="credits", day=NOW.date() + timedelta(days=1), now=NOW)
    run(unguarding(connection.vendor))
    return house, cast


def test_the_audit_finds_nothing_wrong_in_books_that_are_right(town):
    house, cast = town
    assert list(audit(house, now=NOW)) == []
    erase_person(person=cast["Amina"], now=NOW)
    assert list(audit(house, now=NOW)) == []
    assert not Transfer.objects.filter(made_by=cast["Amina"].pk).exclude(words="").exists()
    assert Account.objects.get(person=None, kind="member").balance_minor == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_audit_finds_a_single_figure_changed_in_any_column(town, data):
    house, _ = town
    model, name = data.draw(st.sampled_from(ALL))
    rows = model._default_manager.all()
    if name in ("holder_salt", "words", "words_salt"):
        rows = rows.exclude(**{name: ""})
    if name == "made_by":
        rows = rows.exclude(made_by=None)
    row = data.draw(st.sampled_from(sorted(rows, key=lambda one: str(one.pk))))
    changed = _other(model, name, getattr(row, name), data)
    with transaction.atomic():
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=row.pk).update(**{name: changed})
        except DatabaseError:
            pass  # the database itself refuses
        else:
            assert list(audit(house, now=NOW)), f"{model.__name__}.{name}"
        transaction.set_rollback(True)


def _other(model, name, value, data):
    """The value with one figure changed."""
    if isinstance(value, int):
        return value + data.draw(st.sampled_from([1, 10, -1, 100]))
    if value is None or isinstance(value, UUID):
        return uuid4()
    if isinstance(value, str):
        place = data.draw(st.integers(0, len(value) - 1))
        return value[:place] + ("0" if value[place] != "0" else "1") + value[place + 1 :]
    return value + timedelta(days=1)


@pytest.mark.parametrize("model", [Entry, Transfer, Seal])
def test_the_database_refuses_to_change_or_delete_a_line(town, model):
    run(guarding(connection.vendor))
    field = {Entry: "amount_minor", Transfer: "amount_minor", Seal: "entries"}[model]
    for act in (lambda rows: rows.update(**{field: 7}), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act(model._default_manager.all())
    # But words may go, for good.
    Transfer.objects.update(words="", words_salt="")


def test_a_seal_that_somebody_kept_is_known_or_not(town):
    house, _ = town
    kept = Seal.objects.get(number=1).digest
    assert list(audit(house, now=NOW, since=kept)) == []
    assert [one.code for one in audit(house, now=NOW, since="0" * 64)] == ["seal_unknown"]


def test_a_line_that_is_missing_or_doubled_is_found(town):
    house, _ = town
    last = Entry.objects.order_by("-number").first()
    with transaction.atomic():
        Entry.objects.filter(pk=last.pk).delete()
        assert list(audit(house, now=NOW))
        transaction.set_rollback(True)
    first = Entry.objects.order_by("number").first()
    with transaction.atomic():
        Entry.objects.filter(pk=first.pk).delete()
        assert list(audit(house, now=NOW))
        transaction.set_rollback(True)
