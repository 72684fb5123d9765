"""A small town for the browser: who lives there, whom the main job must ask and whom it must not. Run as a program, it fills
the server's folder that ENTRAIDE_FOLDER names and prints, as JSON, the pages to look at and a session for each person.
"""

import json
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

SENTENCE = "Je cherche quelqu'un pour promener mon chien samedi matin à Ixelles"
LIKES_DOGS = "Je promène volontiers des chiens le week-end."


@dataclass(frozen=True)
class Dweller:
    """Somebody of the small town, in the terms in which a person describes themselves."""

    name: str
    says: tuple[str, ...] = ()
    home: str = "Ixelles"
    language: str = "fr"
    speaks: tuple[str, ...] = ("fr",)
    radius_km: int | None = None
    free: tuple[str, ...] = ()
    is_paused: bool = False

    @property
    def email(self) -> str:
        """Where their mail goes."""
        return f"{self.name.lower()}@example.org"


TOWN = (
    # These may be asked to walk a dog in Ixelles on a Saturday morning …
    Dweller("Amina", ("J’adore les chiens, je promènerais volontiers le vôtre le week-end.",), speaks=("fr", "ar")),
    Dweller("Bruno", (LIKES_DOGS,), free=("SA 08:00-12:00", "SU 08:00-20:00")),
    Dweller("Chloe", ("Je peux promener votre chien quand vous êtes absent.",), home="Etterbeek"),
    Dweller("Daan", ("Ik wandel graag met honden.",), home="Saint-Gilles", language="nl", speaks=("nl", "fr")),
    # … and these may not: away, too far, not free then, liking something else, in need themselves, and silent.
    Dweller("Els", (LIKES_DOGS,), is_paused=True),
    Dweller("Farid", (LIKES_DOGS,), home="Liège", radius_km=5),
    Dweller("Greta", (LIKES_DOGS,), free=("MO 18:00-20:00", "WE 18:00-20:00")),
    Dweller("Henri", ("Je donne des cours de piano aux enfants.",)),
    Dweller("Ines", ("Je cherche quelqu’un pour promener mon chien.",)),
    Dweller("Ginette"),
)
FITTING = frozenset(one.email for one in TOWN[:4])
MEMBER, WRITER, ASKED = "Henri", "Ginette", "Bruno"


def fill() -> dict[str, object]:
    """Fill the folder; the addresses of pages by name, and the value of each person's session cookie."""
    from entraide.console.setup import prepare

    prepare()
    from django.contrib.auth import login
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest
    from django.utils import timezone
    from tests.browser.rooms import furnish
    from tests.browser.workshop import furnish_workshop
    from tests.web import rows

    from entraide.console.demo_filling import settle
    from entraide.console.demo_town import Inhabitant
    from entraide.journeys import happen
    from entraide.journeys.change_safety_rule import change_safety_rule
    from entraide.journeys.change_settings import change_settings
    from entraide.journeys.change_weights import change_weights
    from entraide.journeys.stop_mail import stop_key
    from entraide.logic.routing.weights import Weights
    from entraide.records.invitations.models import Invitation
    from entraide.records.notices.models import Notice
    from entraide.records.posts.models import SearchStep
    from entraide.records.reports import changes as report_changes
    from entraide.records.reports.models import Appeal, Case, Report

    happen.install({})
    now = timezone.now()
    people = {}
    for one in TOWN:
        person = settle(
            Inhabitant(
                name=one.name,
                language=one.language,
                speaks=one.speaks,
                home=one.home,
                says=one.says,
                radius_km=one.radius_km,
                free=one.free,
                is_paused=one.is_paused,
            ),
            now=now,
        )
        # Both runs of the main job ask the same people.
        change_settings(person=person, now=now, asks_per_day=9, asks_per_week=40)
        people[one.name] = person
    house = rows.community(motto="La commune et ses voisins")
    for name in (WRITER, MEMBER):
        rows.member(house, people[name], is_steward=name == WRITER)
    dog = rows.post(people[WRITER], community=house, radius_km=3, waves_sent=1)
    ask = rows.ask(dog, people[ASKED])
    for name in ("Amina", "Daan", "Chloe"):
        rows.ask(dog, people[name])
    rows.answer(dog, people["Amina"], words="Je suis libre de 9 h à 11 h, et j’aime les grands chiens.")
    rows.answer(dog, people["Daan"], kind="other", words="Dimanche plutôt ?")
    rows.answer(dog, people["Chloe"], kind="not_now")
    agreed = rows.post(people[WRITER], state="agreed", closed_at=now)
    chosen = rows.answer(agreed, people[ASKED], chosen_at=now)
    rows.answer(agreed, people[MEMBER], kind="other")
    withdrawn = rows.post(people[WRITER], state="withdrawn", closed_at=now)
    lapsed = rows.post(people[WRITER], state="lapsed", closed_at=now)
    offer = rows.offer(people["Chloe"])
    answered = rows.post(people["Amina"], community=house)
    # The writer's own, as a steward filed it.
    filed = rows.post(
        people[WRITER],
        topic="animals.sitting",
        state="agreed",
        closed_at=now,
        filed_by_writer=rows.DOG_READING.as_dict(),
    )
    answered_ask = rows.ask(answered, people[ASKED], state="accepted", settled_at=now)
    rows.answer(answered, people[ASKED])
    # Something that needs care, by a rule of the community's own; and weights that it has turned.
    child = replace(rows.DOG_READING, topic="children.babysitting", subject="garder ma fille", spans=())
    entrusted = rows.post(people["Amina"], "Qui garde ma fille samedi soir à Ixelles ?", child, community=house)
    change_safety_rule(
        steward=people[WRITER], community=house, safety_class="children", level="verified_here",
        why="Nous aimons connaître ceux qui gardent nos enfants.", now=now,
    )  # fmt: skip
    change_weights(
        steward=people[WRITER], community=house, weights=Weights(nearness=0.2, ties=0.1), now=now,
        why="Ici, on se déplace à pied.",
    )  # fmt: skip
    for who, kind, of, more in (
        (ASKED, "ask", dog, {"ask": ask}),
        (WRITER, "answer", dog, {"answer": dog.answers.first()}),
        (ASKED, "chosen", agreed, {"answer": chosen}),
        (MEMBER, "not_chosen", agreed, {}),
    ):
        Notice.objects.create(person=people[who], kind=kind, post=of, made_at=now, is_by_mail=False, **more)
    for number in range(25):
        rows.offer(people["Ines"], f"Je prête ma perceuse, la numéro {number}")

    # The search for the one need went on to its end; an offer answers it.
    for number, step in enumerate(("wider", "kin", "stewards", "told")):
        facts = {"radius_km": 4.0} if step == "wider" else {}
        SearchStep.objects.create(post=dog, step=step, taken_at=now + timedelta(seconds=number), facts=facts)
    Notice.objects.create(person=people[WRITER], kind="fits", post=offer, own_post=dog, made_at=now, is_by_mail=False)
    Notice.objects.create(person=people[WRITER], kind="told", post=dog, made_at=now, is_by_mail=False)

    # The steward's desk: a case that waits; one that was settled, with an appeal; a member who was drawn; a post with a sign of doubt.
    waiting = Case.objects.create(community=house, kind="post", post=answered, about=people["Amina"], opened_at=now)
    Report.objects.create(case=waiting, by=people["Henri"], rule="privacy", words="Son numéro y est.", made_at=now)
    settled = Case.objects.create(
        community=house, kind="post", post=offer, about=people["Chloe"], state="settled", finding="broken", rule="honesty",
        opened_at=now, settled_at=now,
    )  # fmt: skip
    warned = report_changes.add_measure(case=settled, kind="warn", rule="honesty", decided_by="stewards", at=now)
    Appeal.objects.create(measure=warned, by=people["Chloe"], words="Je l’ai prêtée pour de bon.", made_at=now)
    before = Case.objects.create(
        community=house,
        kind="person",
        about=people[ASKED],
        state="settled",
        finding="broken",
        rule="law",
        opened_at=now,
    )
    told = report_changes.add_measure(case=before, kind="warn", rule="law", decided_by="stewards", at=now)
    drawn = Case.objects.create(
        community=house, kind="post", post=entrusted, about=people["Amina"], state="members", opened_at=now
    )
    seat = report_changes.add_seat(
        case=drawn, appeal=None, person_id=people[MEMBER].pk, at=now, ends_at=now + timedelta(days=3)
    )
    report_changes.want_check(post=answered, is_held=False, needed=1, signs=["contact"], at=now)

    Invitation.objects.create(
        community=house, way="link", key="invitkey", code="invitcod", made_by=people[WRITER], made_at=now,
        ends_at=now + timedelta(days=30),
    )  # fmt: skip

    rooms = furnish(house, people[WRITER], people[MEMBER], people, at=now)
    shop = furnish_workshop(people[WRITER], people[MEMBER], people[ASKED], at=now)

    def session_of(name: str) -> str:
        request = HttpRequest()
        request.session = SessionStore()
        login(request, people[name], backend="django.contrib.auth.backends.ModelBackend")
        request.session.save()
        return str(request.session.session_key)

    return {
        "sessions": {one.name: session_of(one.name) for one in TOWN},
        "codes": {
            "open": dog.code,
            "agreed": agreed.code,
            "withdrawn": withdrawn.code,
            "lapsed": lapsed.code,
            "offer": offer.code,
            "to_file": answered.code,
            "filed": filed.code,
            "entrusted": entrusted.code,
            "case": waiting.code,
            "appeal": warned.code,
            "measure": told.code,
            "seat": seat.code,
        },
        "ask": ask.key,
        "answered_ask": answered_ask.key,
        "community": house.slug,
        "rooms": rooms,
        "shop": shop,
        "stop_mail": f"/mails/stop/{stop_key(person=people[ASKED], kind='ask')}/",
    }


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]
    sys.stdout.write(json.dumps(fill()))
