"""Makes somebody an operator of this server: they may use /admin. Asks for a password, for the admin knows no codes by mail."""

import argparse
import getpass
import sys

HELP = "make somebody an operator of this server"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom."""
    parser.add_argument("email", help="their e-mail address")
    parser.add_argument("--name", default="", help="their first name, if they are new here")


def run(arguments: argparse.Namespace) -> int:
    """Give the rights and a password."""
    from entraide.console.setup import prepare

    prepare()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from entraide.journeys.appoint_operator import appoint_operator

    try:
        validate_email(arguments.email)
        password = (
            getpass.getpass("A password for the admin: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        )
        validate_password(password)
    except ValidationError as wrong:
        print(" ".join(wrong.messages), file=sys.stderr)
        return 1
    person = appoint_operator(email=arguments.email, first_name=arguments.name, password=password)
    print(f"{person.first_name} may now sign in at /admin.")
    return 0
