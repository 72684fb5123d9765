"""The rules of the house that can be tested, as tests. docs/explanation/house.md says why."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "entraide"
RECORDS_FROM_THE_GROUND_UP = [
    "happenings",
    "outlays",
    "stirs",
    "people",
    "communities",
    "invitations",
    "attestations",
    "mandates",
    "posts",
    "asks",
    "conversations",
    "exchanges",
    "ledgers",
    "payments",
    "rings",
    "figures",
    "reports",
    "finds",
    "notices",
    "corrections",
    "moves",
]
FORBIDDEN_NAMES = {"utils", "helpers", "misc", "base", "core", "manager", "handler", "service", "data", "info"}


def modules():
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def test_every_import_runs_down():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_relation_between_records_climbs():
    for model in apps.get_models():
        if not model.__module__.startswith("entraide.records."):
            continue
        floor = RECORDS_FROM_THE_GROUND_UP.index(model._meta.app_label)
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete) or not field.related_model.__module__.startswith("entraide."):
                continue
            other = RECORDS_FROM_THE_GROUND_UP.index(field.related_model._meta.app_label)
            assert other <= floor, f"{model.__name__}.{field.name} climbs to {field.related_model.__name__}"


def test_foreign_keys_name_the_class_and_not_a_string():
    for path in SOURCE.glob("records/*/models.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in (
                "ForeignKey",
                "OneToOneField",
                "ManyToManyField",
            ):
                # A row that leads to another of its own table has no other way to say so.
                leads_to = node.args[0]
                is_itself = isinstance(leads_to, ast.Constant) and leads_to.value == "self"
                assert is_itself or isinstance(leads_to, ast.Name), f"{path.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_module_says_what_it_does(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} (line {node.lineno}) has no docstring"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_module_has_a_name_that_says_nothing(path):
    assert not FORBIDDEN_NAMES & {path.stem, *path.relative_to(SOURCE).parts[:-1]}


def test_every_folder_has_a_caption():
    for folder in {path.parent for path in modules()}:
        caption = folder / "__init__.py"
        assert caption.exists(), folder
        assert ast.get_docstring(ast.parse(caption.read_text(encoding="utf-8"))), folder


def test_every_journey_takes_keyword_arguments_only():
    for path in SOURCE.glob("journeys/*.py"):
        if path.stem in ("flow", "happen"):
            continue  # steps take their happening; happen() its kind
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not node.decorator_list:
                assert len(node.args.args) <= 1, f"{path.name}: {node.name}"


def test_nobody_but_journeys_changes_records():
    """Doors and the floors above may not import records' changes, nor save or delete what they read."""
    for floor in ("web", "console", "config"):
        for path in (SOURCE / floor).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if path.name.startswith("demo"):
                continue  # the demo lays history down, and says so
            assert not re.search(r"records\.\w+(?:\.| import )changes", text), path.relative_to(ROOT)
            assert not re.search(r"\.(?:save|bulk_create|objects\.create)\(", text), path.relative_to(ROOT)


def test_no_file_is_an_orphan():
    """Every module is imported by another, or is found by name: commands, migrations, admin, apps, tags, the ways in."""
    named = {"__init__", "admin", "apps", "wsgi", "settings", "models", "command_line"}
    # A migration may need a module of its own.
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))
    for path in modules():
        if path.stem in named or path.parent.name in ("templatetags",) or path.parent == SOURCE / "console":
            continue
        dotted = ".".join(("entraide", *path.relative_to(SOURCE).with_suffix("").parts))
        package, name = dotted.rsplit(".", 1)
        found = dotted in text or re.search(
            rf"from {re.escape(package)} import [^\n]*\b{name}\b|from {re.escape(package)} import \([^)]*\b{name}\b",
            text,
        )
        assert found, f"{dotted} is imported by nobody"


def test_every_command_is_in_the_list_and_documented():
    from entraide.console.command_line import COMMANDS

    reference = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`entraide {name}`" in reference, name
        if name != "manage":
            command = importlib.import_module(f"entraide.console.{name.replace('-', '_')}")
            assert command.HELP
            assert callable(command.run)


def test_every_setting_is_documented():
    from entraide.config.environment import SETTINGS

    reference = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    for name in SETTINGS:
        assert f"`{name}`" in reference, name
    used = set(re.findall(r"ENTRAIDE_[A-Z_]+", "\n".join(p.read_text(encoding="utf-8") for p in modules())))
    assert used - set(SETTINGS) <= {"ENTRAIDE_WORKS"}, "a setting that the list does not know"


def test_every_journey_is_documented():
    reference = (ROOT / "docs" / "reference" / "journeys.md").read_text(encoding="utf-8")
    for path in SOURCE.glob("journeys/*.py"):
        if path.stem != "__init__":
            assert f"`{path.stem}`" in reference, path.stem


def test_every_route_is_documented():
    reference = (ROOT / "docs" / "reference" / "pages.md").read_text(encoding="utf-8")
    for pattern in get_resolver().url_patterns:
        for route in getattr(pattern, "url_patterns", [pattern]):
            name = getattr(route, "name", None)
            if name and not str(getattr(pattern, "namespace", "") or "").startswith("admin"):
                assert f"`{name}`" in reference, name


def test_every_dependency_has_its_reason():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reference = (ROOT / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    for requirement in wanted:
        name = re.split(r"[\[<>=!~ ]", requirement)[0]
        assert f"`{name}`" in reference, name


def test_no_lock_file_holds_an_address():
    for path in [*(ROOT / "requirements").glob("*.txt"), ROOT / "pyproject.toml"]:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"(?:https?|file)://|--(?:extra-)?index-url|--find-links", line), (
                f"{path.name}: {line}"
            )


def test_the_project_names_no_path_of_the_machine_it_was_made_on():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    for name in tracked:
        path = ROOT / name
        if (
            path.suffix in (".py", ".md", ".toml", ".html", ".txt", ".sh", "")
            and path.is_file()
            and path != Path(__file__).resolve()
        ):
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert "/work/" not in text, name


def test_logic_alone_starts_without_django():
    code = "import sys, entraide.logic.reading, entraide.logic.routing.rank, entraide.logic.places; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_word_on_screen_is_translated():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "messages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.django_db
def test_migrations_are_complete():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
