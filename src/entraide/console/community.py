"""Communities that move: list them, take one to another server, take one in.

entraide community list                          who lives here, and how many would come along
entraide community key                           the public key of this server: files are sealed for it
entraide community export SLUG FILE --for KEY    the file of a community, which only the server with that key opens
entraide community import FILE                   take in a community (under another address: --as SLUG)
entraide community moved SLUG ADDRESS            the old server closes it, and leads everybody to its new address

docs/howto/move-a-community.md goes through it step by step.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entraide.adapters.archives.manifest import Manifest

HELP = "list, export, import communities; say where one has moved"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions and what each takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="the communities of this server")
    actions.add_parser("key", help="the public key of this server, which may be told to everybody")
    leave = actions.add_parser("export", help="write the file of a community")
    leave.add_argument("slug", help="its address here, as in /c/SLUG/")
    leave.add_argument("file", type=Path, help="where to")
    seal = leave.add_mutually_exclusive_group(required=True)
    seal.add_argument("--for", dest="key", metavar="KEY", help="the public key (age1…) of the server that it is for")
    seal.add_argument("--open", action="store_true", help="do not seal it: whoever has the file can read it")
    come = actions.add_parser("import", help="take in a community from its file")
    come.add_argument("file", type=Path, help="the file")
    come.add_argument("--as", dest="slug", default="", metavar="SLUG", help="its address here, if not the one it had")
    come.add_argument("--fingerprint", default="", help="take only the file with this fingerprint, as its sender said")
    moved = actions.add_parser("moved", help="a community lives on another server from now on")
    moved.add_argument("slug", help="its address here")
    moved.add_argument("address", help="its new address, https://…")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code: 0, or 1 if it was refused (the reason is on standard error)."""
    from entraide.console.setup import prepare

    prepare()
    from entraide.adapters.archives.manifest import WrongArchive
    from entraide.journeys.refusals import Refusal

    action = {"list": _list, "key": _key, "export": _export, "import": _import, "moved": _moved}[arguments.action]
    try:
        return action(arguments)
    except WrongArchive as wrong:
        print(wrong.reason, file=sys.stderr)
    except Refusal as refusal:
        print(_WHY.get(refusal.code, refusal.code), file=sys.stderr)
    return 1


_WHY = {
    "wrong_slug": "An address has letters without accents, figures and hyphens only, at most 60: --as ixelles-s-entraide.",
    "slug_taken": "Another community has this address here. Give another one with --as.",
    "already_here": "This community has come already. Nothing was changed.",
    "no_community": "There is no community with this address here. `entraide community list` names them.",
    "wrong_address": "The new address must begin with https:// (or http:// for trying) and be another one than here.",
    "everybodys": "The community that is everybody's cannot move away from its server.",
}


def _list(arguments: argparse.Namespace) -> int:
    from entraide.records.moves.queries import counted

    for community, members, agreed in counted():
        moved = f"  moved to {community.moved_to}" if community.moved_to else ""
        print(f"{community.slug:<32} {members:>7} members, {agreed:>7} agree to move  {community.name}{moved}")
    return 0


def _key(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from entraide.adapters.archives.sealing import public_key

    print(public_key(Path(settings.FOLDER)))
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from entraide.adapters.archives.sealing import is_public_key, seal
    from entraide.console.progress_bar import ProgressBar
    from entraide.journeys.export_community import export_community
    from entraide.journeys.refusals import Refusal
    from entraide.records.communities.queries import with_slug

    community = with_slug(arguments.slug)
    if community is None:
        raise Refusal("no_community")
    if arguments.key and not is_public_key(arguments.key):
        print(
            "This is no public key: it begins with age1 and is what `entraide community key` prints.", file=sys.stderr
        )
        return 1
    if not arguments.file.parent.is_dir():
        print(f"There is no folder {arguments.file.parent}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(dir=arguments.file.parent) as folder:
        whole = Path(folder) / "whole"
        manifest = export_community(community=community, into=whole, now=timezone.now(), progress=ProgressBar())
        if arguments.key:
            seal(whole, into=arguments.file, key=arguments.key)
        else:
            whole.replace(arguments.file)
    _tell(manifest)
    print(
        f"{arguments.file} ({arguments.file.stat().st_size / 2**20:.1f} MiB). Its fingerprint:\n  {manifest.fingerprint}"
    )
    print(f"{manifest.stayed} members did not agree to move: they and their posts stay.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils import timezone

    from entraide.adapters.archives.manifest import WrongArchive
    from entraide.adapters.archives.sealing import is_sealed, unseal
    from entraide.adapters.archives.unpacking import Archive
    from entraide.console.progress_bar import ProgressBar
    from entraide.journeys.import_community import import_community

    if not arguments.file.is_file():
        raise WrongArchive(f"There is no file {arguments.file}.")
    with tempfile.TemporaryDirectory(dir=settings.FOLDER) as folder:
        path = arguments.file
        if is_sealed(path):
            path = Path(folder) / "opened"
            unseal(arguments.file, into=path, folder=Path(settings.FOLDER))
        with Archive(path) as archive:
            _tell(archive.manifest)
            print(f"Its fingerprint:\n  {archive.manifest.fingerprint}")
            wanted = "".join(arguments.fingerprint.split())
            if wanted and wanted != archive.manifest.fingerprint.replace(" ", ""):
                raise WrongArchive(
                    "It has another fingerprint than the one you gave: it is not the file that was meant."
                )
            arrived = import_community(archive=archive, slug=arguments.slug, now=timezone.now(), progress=ProgressBar())
    print(f"{arrived.community.name} lives at {settings.ADDRESS}{arrived.community.get_absolute_url()} now.")
    print(
        f"{arrived.newcomers} members are new here; {arrived.met} have an account already, and are asked whether it is they."
    )
    return 0


def _moved(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from entraide.journeys.move_community import move_community
    from entraide.journeys.refusals import Refusal
    from entraide.records.communities.queries import with_slug

    community = with_slug(arguments.slug)
    if community is None:
        raise Refusal("no_community")
    move_community(community=community, address=arguments.address, now=timezone.now())
    print(f"{community.name} is closed here; its pages lead to {community.moved_to}. Its members are told.")
    return 0


def _tell(manifest: "Manifest") -> None:
    print(f"{manifest.community['name']}, from {manifest.server}, {manifest.made_at}, {manifest.made_by}")
    print(f"  {', '.join(f'{count:,} {name}' for name, count in manifest.rows.items() if count)}")
