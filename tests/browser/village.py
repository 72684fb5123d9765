"""Two villages for the walk from a yes to a thank-you, one for each way of walking it: three people each, in a community that counts
credits, far enough apart that nobody of one is asked for the other. Run as a program, it fills the server's folder that
ENTRAIDE_FOLDER names and prints, as JSON, a session for each person and the addresses of the two communities.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

# The first asks, the second likes to do what is asked for, the third runs the community.
VILLAGES = {
    "with scripts": ("Ixelles", ("Amina", "Bruno", "Ginette")),
    "without scripts": ("Namur", ("Daan", "Farid", "Els")),
}
LIKES_DOGS = "Je promène volontiers des chiens."


def fill() -> dict[str, object]:
    """Fill the folder; a session cookie's value by first name, and the slug of each community by its way of walking."""
    from entraide.console.setup import prepare

    prepare()
    from django.contrib.auth import login
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest
    from django.utils import timezone
    from tests.web import rows

    from entraide.console.demo_filling import settle
    from entraide.console.demo_town import Inhabitant
    from entraide.journeys import happen
    from entraide.journeys.change_rules import change_rules
    from entraide.logic.charter.rules import Rules

    happen.install({})
    now = timezone.now()
    sessions, houses = {}, {}
    for way, (home, names) in VILLAGES.items():
        house = rows.community(f"{home} s'entraide", home.lower())
        *others, steward = [
            settle(
                Inhabitant(
                    name=name, language="fr", speaks=("fr",), home=home, says=(LIKES_DOGS,) if name == names[1] else ()
                ),
                now=now,
            )
            for name in names
        ]
        rows.member(house, steward, is_steward=True)
        # Alone in the house one need not announce it.
        change_rules(
            steward=steward,
            community=house,
            rules=replace(Rules(), currency="credits"),
            why="On compte, un peu.",
            now=now,
        )
        for person in others:
            rows.member(house, person)
        for person in (*others, steward):
            request = HttpRequest()
            request.session = SessionStore()
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            request.session.save()
            sessions[person.first_name] = str(request.session.session_key)
        houses[way] = house.slug
    return {"sessions": sessions, "houses": houses}


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]
    sys.stdout.write(json.dumps(fill()))
