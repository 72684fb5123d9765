"""The tables of the search, and the full-text index of each database over them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import entraide.common.ids

# The words are folded and parted before they come here, so the tokenizer has only to part them at spaces. FTS5 keeps no text of
# its own and no places of words: it is asked which rows hold which words, newest first, and nothing else.
SQLITE = (
    """CREATE VIRTUAL TABLE finds_text USING fts5(
        filed, content='finds_find', content_rowid='number', detail=none, columnsize=0, tokenize="ascii tokenchars '_'")""",
    """CREATE TRIGGER finds_filed AFTER INSERT ON finds_find BEGIN
        INSERT INTO finds_text(rowid, filed) VALUES (new.number, new.filed); END""",
    """CREATE TRIGGER finds_forgotten AFTER DELETE ON finds_find BEGIN
        INSERT INTO finds_text(finds_text, rowid, filed) VALUES ('delete', old.number, old.filed); END""",
    """CREATE TRIGGER finds_refiled AFTER UPDATE OF number, filed ON finds_find BEGIN
        INSERT INTO finds_text(finds_text, rowid, filed) VALUES ('delete', old.number, old.filed);
        INSERT INTO finds_text(rowid, filed) VALUES (new.number, new.filed); END""",
)
# Without the list of what is still to be sorted in, which every question would have to read through.
POSTGRESQL = (
    """ALTER TABLE finds_find ADD COLUMN tokens tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(filed, ' '))) STORED""",
    "ALTER TABLE finds_find ALTER COLUMN tokens SET STATISTICS 1000",
    "CREATE INDEX finds_find_tokens ON finds_find USING gin (tokens) WITH (fastupdate = off)",
)


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the full-text index that this database knows."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo it; PostgreSQL's goes with its table."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("finds_filed", "finds_forgotten", "finds_refiled"):
            schema_editor.execute(f"DROP TRIGGER {name}")
        schema_editor.execute("DROP TABLE finds_text")


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("communities", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Find",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[(kind, kind) for kind in ("post", "say", "message", "community")], max_length=10
                    ),
                ),
                ("ref", models.UUIDField()),
                ("filed", models.TextField()),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finds",
                        to="communities.community",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("kind", "ref"), name="found_once")]},
        ),
        migrations.CreateModel(
            name="WordKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=48)),
                ("word", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "word"), name="word_key_once")],
                "indexes": [models.Index(fields=["word"], name="keys_of_word")],
            },
        ),
        migrations.CreateModel(
            name="FindsWalk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=entraide.common.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=10, unique=True)),
                ("version", models.PositiveSmallIntegerField(default=0)),
                ("reached", models.UUIDField(blank=True, null=True)),
                ("number", models.BigIntegerField(default=0)),
                ("word", models.CharField(blank=True, default="", max_length=40)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
