"""What the database itself refuses: to change or delete a line of the books. Migrations set it up; no journey can go round it.

Only the words of a transfer may be erased, with their salt. Whoever has the database in their hands can take the guards away: then the
digests and the seals tell.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLES = ("ledgers_entry", "ledgers_transfer", "ledgers_seal")
_KEPT = (
    "id",
    "community_id",
    "key",
    "payer_id",
    "payee_id",
    "amount_minor",
    "kind",
    "words_digest",
    "made_at",
    "made_by",
    "about",
    "undoes_id",
)
_SAYS = "the books are never changed"


def guard(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set up the guards, on SQLite or PostgreSQL; for a migration."""
    for statement in guarding(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def unguard(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards away; for undoing the migration."""
    for statement in unguarding(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def guarding(vendor: str) -> list[str]:
    """The statements that set up the guards on this database ("sqlite" or "postgresql")."""
    return _on_postgresql() if vendor == "postgresql" else _on_sqlite()


def unguarding(vendor: str, *, acts: Sequence[str] = ("update", "delete")) -> list[str]:
    """The statements that take the guards away, or those against some `acts` alone; for tests that empty their tables too."""
    on = {table: f" ON {table}" if vendor == "postgresql" else "" for table in _TABLES}
    return [f"DROP TRIGGER IF EXISTS {table}_{act}{on[table]}" for table in _TABLES for act in acts]


def _only_words(differs: str) -> str:
    same = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in _KEPT)
    return f"NEW.words <> '' OR NEW.words_salt <> '' OR {same}"


def _on_sqlite() -> list[str]:
    def trigger(table: str, act: str, when: str = "") -> str:
        return (
            f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        )

    only_words = f"WHEN {_only_words('IS NOT')}"
    return [
        trigger(table, act, only_words if (table, act) == ("ledgers_transfer", "update") else "")
        for table in _TABLES
        for act in ("update", "delete")
    ]


def _on_postgresql() -> list[str]:
    def trigger(table: str, act: str, when: str = "") -> str:
        return (
            f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} FOR EACH ROW {when} "
            "EXECUTE FUNCTION ledgers_never_changed()"
        )

    only_words = f"WHEN ({_only_words('IS DISTINCT FROM')})"
    return [
        "CREATE OR REPLACE FUNCTION ledgers_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        *(
            trigger(table, act, only_words if (table, act) == ("ledgers_transfer", "update") else "")
            for table in _TABLES
            for act in ("update", "delete")
        ),
    ]
