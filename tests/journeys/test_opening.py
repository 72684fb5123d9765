"""A name opens a community; one comes in freely, on request or by invitation; somebody always runs it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from tests.cast import meet
from tests.conftest import Clock
from tests.web import rows

from entraide.common.ids import uuid7
from entraide.journeys.appoint_steward import appoint_steward, relieve_steward
from entraide.journeys.ask_to_join import AGAIN_AFTER, ask_to_join, take_back_request
from entraide.journeys.change_community import change_community
from entraide.journeys.change_settings import change_settings
from entraide.journeys.close_community import close_community, open_again
from entraide.journeys.decide_request import decide_request
from entraide.journeys.invite import digest_of, invite, invite_by_mail, refuse_invitations
from entraide.journeys.join_community import agree_to_move, join_community, leave_community
from entraide.journeys.open_community import MOST_A_DAY, Wishes, open_community
from entraide.journeys.refusals import Refusal
from entraide.journeys.take_back_invitation import take_back_invitation
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, CommunityWord, Membership
from entraide.records.conversations.models import Section
from entraide.records.invitations.models import Invitation, JoinRequest
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.reports.changes import add_measure, open_case

pytestmark = pytest.mark.django_db


def opened(
    opener: Person, clock: Clock, name: str = "Les voisins de Malibran", key: UUID | None = None, **wishes: object
):
    """A community, opened in French."""
    return open_community(
        opener=opener, name=name, language="fr", now=clock.now, draft_key=key or uuid7(),
        wishes=Wishes(**wishes) if wishes else None,  # type: ignore[arg-type]
    )  # fmt: skip


def refused(code: str):
    """Expect this refusal."""
    return pytest.raises(Refusal, match=f"^{code}$")


def test_a_name_is_enough(clock: Clock) -> None:
    amina = meet("Amina")
    house = opened(amina, clock)
    assert (house.slug, house.entry, house.is_readable_by_all) == ("les-voisins-de-malibran", "open", True)
    assert Membership.objects.get(community=house).is_steward
    assert communities.rules_of(house, now=clock.now).entry == "open"


def test_pressing_twice_opens_one_and_the_same_name_gets_a_number(clock: Clock) -> None:
    amina, key = meet("Amina"), uuid7()
    assert opened(amina, clock, key=key) == opened(amina, clock, key=key)
    assert opened(meet("Bruno"), clock).slug == "les-voisins-de-malibran-2"


def test_a_template_gives_rules_sections_words_and_a_welcome(clock: Clock) -> None:
    house = opened(meet("Amina"), clock, "Smart s'entraide", template="independents")
    assert (house.paper, house.address_form, len(house.topics)) == ("saumon", "tu", 6)
    assert Section.objects.filter(community=house).count() == 6
    assert CommunityWord.objects.get(community=house).name == "Coopflouze"
    rules = communities.rules_of(house, now=clock.now)
    assert (rules.currency, rules.may_use_euros) == ("credits", True)
    assert house.welcome


def test_what_one_wishes_goes_before_the_template(clock: Clock) -> None:
    house = opened(
        meet("Amina"), clock, template="neighbours", entry="request", paper="gris", address_form="vous",
        own_rules=("On rend les outils propres.",),
    )  # fmt: skip
    assert (house.entry, house.paper, house.address_form) == ("request", "gris", "vous")
    assert not house.is_readable_by_all
    assert communities.rules_of(house, now=clock.now).own_rules == ("On rend les outils propres.",)


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "name_missing"), ("— 12 —", "name_missing"), ("x" * 61, "name_too_long"), ("Admin", "name_reserved")],
)
def test_some_names_are_none(clock: Clock, name: str, code: str) -> None:
    with refused(code):
        opened(meet("Amina"), clock, name)
    assert not Community.objects.filter(is_server_wide=False).exists()


def test_an_own_rule_cannot_break_the_charter(clock: Clock) -> None:
    with refused("breaks_charter"):
        opened(meet("Amina"), clock, own_rules=("Pas d'étrangers ici.",))


def test_five_a_day_and_no_more(clock: Clock) -> None:
    amina = meet("Amina")
    for n in range(MOST_A_DAY):
        Community.objects.filter(pk=opened(amina, clock, f"Rue {n} b").pk).update(opened_at=clock.now)
    with refused("too_many_communities"):
        opened(amina, clock, "Rue longue")


def test_an_open_one_is_joined_in_one_go_and_left_as_easily(clock: Clock) -> None:
    house, bruno = opened(meet("Amina"), clock), meet("Bruno")
    for _twice in range(2):
        join_community(person=bruno, community=house, now=clock.now)
    agree_to_move(person=bruno, community=house, agrees=True, now=clock.now)
    assert Membership.objects.get(community=house, person=bruno).agrees_to_move
    for _twice in range(2):
        leave_community(person=bruno, community=house, now=clock.now)
    assert not Membership.objects.filter(community=house, person=bruno).exists()


def test_on_request_whoever_runs_it_hears_of_it_and_says_yes_or_no(clock: Clock, run_worker) -> None:
    amina, bruno = meet("Amina"), meet("Bruno")
    house = opened(amina, clock, entry="request")
    with refused("on_request"):
        join_community(person=bruno, community=house, now=clock.now)
    request = ask_to_join(person=bruno, community=house, words="J'habite  au 12.", now=clock.now)
    assert ask_to_join(person=bruno, community=house, words="Encore.", now=clock.now) == request
    run_worker()
    assert Notice.objects.get(person=amina, kind="join_asked").facts == {"person": str(bruno.pk)}
    decide_request(
        steward=amina, community=house, request_id=request.pk, is_accepted=True, words="Bienvenue.", now=clock.now
    )
    run_worker()
    assert Membership.objects.filter(community=house, person=bruno).exists()
    assert Notice.objects.filter(person=bruno, kind="let_in").count() == 1
    with refused("no_such_request"):
        decide_request(
            steward=amina, community=house, request_id=request.pk, is_accepted=False, words="", now=clock.now
        )


def test_after_a_no_one_asks_again_a_month_later(clock: Clock, run_worker) -> None:
    amina, bruno = meet("Amina"), meet("Bruno")
    house = opened(amina, clock, entry="request")
    request = ask_to_join(person=bruno, community=house, words="", now=clock.now)
    decide_request(
        steward=amina, community=house, request_id=request.pk, is_accepted=False, words="Pas encore.", now=clock.now
    )
    run_worker()
    assert Notice.objects.filter(person=bruno, kind="not_let_in").exists()
    with refused("asked_lately"):
        ask_to_join(person=bruno, community=house, words="", now=clock.now + AGAIN_AFTER - timedelta(hours=1))
    again = ask_to_join(person=bruno, community=house, words="", now=clock.now + AGAIN_AFTER)
    assert again.pk != request.pk
    take_back_request(person=bruno, community=house, now=clock.now)
    assert JoinRequest.objects.get(pk=again.pk).decision == "withdrawn"


def test_nobody_else_decides_and_nobody_asks_where_it_is_not_asked(clock: Clock) -> None:
    amina, bruno, daan = meet("Amina"), meet("Bruno"), meet("Daan")
    house = opened(amina, clock, entry="request")
    request = ask_to_join(person=bruno, community=house, words="", now=clock.now)
    for stranger in (bruno, daan):
        with refused("not_yours"):
            decide_request(
                steward=stranger, community=house, request_id=request.pk, is_accepted=True, words="", now=clock.now
            )
    with refused("already_member"):
        ask_to_join(person=amina, community=house, words="", now=clock.now)
    with refused("not_on_request"):
        ask_to_join(person=bruno, community=opened(amina, clock, "Autre"), words="", now=clock.now)


def test_a_link_lets_in_as_many_as_it_says_until_it_ends(clock: Clock) -> None:
    amina, bruno, daan = meet("Amina"), meet("Bruno"), meet("Daan")
    house = opened(amina, clock, entry="invitation")
    with refused("by_invitation"):
        join_community(person=bruno, community=house, now=clock.now)
    link = invite(person=amina, community=house, way="link", lasts_days=7, most_uses=1, note="", now=clock.now)
    for _twice in range(2):
        join_community(person=bruno, community=house, now=clock.now, invitation=link)
    with refused("invitation_over"):
        join_community(person=daan, community=house, now=clock.now, invitation=link)
    late = invite(person=amina, community=house, way="letter", lasts_days=7, most_uses=None, note="", now=clock.now)
    with refused("invitation_over"):
        join_community(person=daan, community=house, now=clock.now + timedelta(days=7), invitation=late)
    assert take_back_invitation(person=amina, community=house, invitation_id=late.pk, now=clock.now)
    with refused("invitation_over"):
        join_community(person=daan, community=house, now=clock.now, invitation=late)
    assert Membership.objects.filter(community=house).count() == 2


def test_an_invitation_opens_its_own_community_only(clock: Clock) -> None:
    amina = meet("Amina")
    one, other = opened(amina, clock, "Une", entry="invitation"), opened(amina, clock, "Autre", entry="invitation")
    link = invite(person=amina, community=one, way="link", lasts_days=7, most_uses=None, note="", now=clock.now)
    with refused("invitation_over"):
        join_community(person=meet("Bruno"), community=other, now=clock.now, invitation=link)


def test_members_invite_where_anybody_may_come_and_nowhere_else(clock: Clock) -> None:
    amina, bruno = meet("Amina"), meet("Bruno")
    house = opened(amina, clock)
    made = {"way": "link", "lasts_days": 7, "most_uses": None, "note": "", "now": clock.now}
    with refused("not_yours"):
        invite(person=bruno, community=house, **made)
    join_community(person=bruno, community=house, now=clock.now)
    theirs = invite(person=bruno, community=house, **made)
    with refused("not_yours"):
        take_back_invitation(person=meet("Daan"), community=house, invitation_id=theirs.pk, now=clock.now)
    closed = opened(amina, clock, "Rue privée", entry="invitation")
    Membership.objects.create(community=closed, person=bruno, joined_at=clock.now)
    with refused("not_yours"):
        invite(person=bruno, community=closed, **made)


def test_one_mail_each_and_the_address_is_forgotten(clock: Clock, run_worker, mailoutbox: list[EmailMessage]) -> None:
    amina = meet("Amina")
    house = opened(amina, clock, entry="invitation")
    addresses = ["zoe@example.org", "Zoe@example.org ", "paul@example.org"]
    assert invite_by_mail(steward=amina, community=house, addresses=addresses, language="nl", now=clock.now) == 2
    run_worker()
    run_worker()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["paul@example.org", "zoe@example.org"]
    assert not Person.objects.filter(email__in=["zoe@example.org", "paul@example.org"]).exists()
    assert set(Invitation.objects.values_list("email", flat=True)) == {""}
    # Nobody is written to again so soon, and the steward learns nothing of it.
    assert invite_by_mail(steward=amina, community=house, addresses=addresses, language="nl", now=clock.now) == 2
    run_worker()
    assert len(mailoutbox) == 2
    mail = mailoutbox[0]
    assert "List-Unsubscribe" in mail.extra_headers
    assert house.name in mail.subject
    assert "/join/" in mail.body


def test_who_wants_no_invitations_gets_none_from_any_community(
    clock: Clock, run_worker, mailoutbox: list[EmailMessage]
) -> None:
    amina = meet("Amina")
    one, other = opened(amina, clock, "Une", entry="invitation"), opened(amina, clock, "Autre", entry="invitation")
    invite_by_mail(steward=amina, community=one, addresses=["zoe@example.org"], language="fr", now=clock.now)
    run_worker()
    mailed = Invitation.objects.get()
    assert mailed.email_digest == digest_of("ZOE@example.org")
    for _twice in range(2):
        refuse_invitations(invitation=mailed, now=clock.now)
    invite_by_mail(steward=amina, community=other, addresses=["zoe@example.org"], language="fr", now=clock.now)
    run_worker()
    assert len(mailoutbox) == 1


def test_there_is_a_limit_to_addresses(clock: Clock) -> None:
    amina = meet("Amina")
    house = opened(amina, clock)
    with refused("too_many_addresses"):
        invite_by_mail(
            steward=amina,
            community=house,
            addresses=[f"n{n}@example.org" for n in range(51)],
            language="fr",
            now=clock.now,
        )
    with refused("not_yours"):
        invite_by_mail(
            steward=meet("Bruno"), community=house, addresses=["a@example.org"], language="fr", now=clock.now
        )
    assert not Invitation.objects.exists()


def test_somebody_always_runs_it(clock: Clock) -> None:
    amina, bruno = meet("Amina"), meet("Bruno")
    house = opened(amina, clock)
    theirs = join_community(person=bruno, community=house, now=clock.now)
    own = Membership.objects.get(community=house, person=amina)
    with refused("last_steward"):
        relieve_steward(steward=amina, community=house, membership_id=own.pk, now=clock.now)
    with refused("not_yours"):
        appoint_steward(steward=bruno, community=house, membership_id=theirs.pk, now=clock.now)
    appoint_steward(steward=amina, community=house, membership_id=theirs.pk, now=clock.now)
    assert Notice.objects.filter(person=bruno, kind="steward_now").exists()
    relieve_steward(steward=bruno, community=house, membership_id=own.pk, now=clock.now)
    assert [one.person for one in communities.steward_memberships(house)] == [bruno]


def test_a_closed_one_lets_nobody_in_and_tells_its_members_once(clock: Clock, run_worker) -> None:
    amina, bruno = meet("Amina"), meet("Bruno")
    house = opened(amina, clock)
    join_community(person=bruno, community=house, now=clock.now)
    link = invite(person=amina, community=house, way="link", lasts_days=7, most_uses=None, note="", now=clock.now)
    with refused("not_yours"):
        close_community(steward=bruno, community=house, now=clock.now)
    for _twice in range(2):
        close_community(steward=amina, community=house, now=clock.now)
        run_worker()
    assert Notice.objects.filter(kind="house_closed").count() == 2
    for invitation in (None, link):
        with refused("closed"):
            join_community(
                person=meet("Daan" if invitation is None else "Els"),
                community=house,
                now=clock.now,
                invitation=invitation,
            )
    assert house not in communities.listed()
    open_again(steward=amina, community=house, now=clock.now)
    assert Community.objects.get(pk=house.pk).is_open


def test_everybodys_community_stays_open(clock: Clock) -> None:
    operator = Person.objects.create_superuser("operator@example.org", "Odette")
    with refused("not_yours"):
        close_community(steward=operator, community=communities.server_wide(), now=clock.now)


def test_it_changes_its_own_things_but_not_what_its_rules_decide(clock: Clock) -> None:
    amina = meet("Amina")
    house, other = opened(amina, clock), opened(amina, clock, "Autre")
    change_community(steward=amina, community=house, now=clock.now, name="Malibran", host_name="malibran.example.org")
    assert Community.objects.get(pk=house.pk).slug == "les-voisins-de-malibran"
    with refused("host_taken"):
        change_community(steward=amina, community=other, now=clock.now, host_name="malibran.example.org")
    for field in ("entry", "slug", "is_readable_by_all", "closed_at"):
        with refused("not_yours"):
            change_community(steward=amina, community=house, now=clock.now, **{field: "open"})
    with refused("not_yours"):
        change_community(steward=meet("Bruno"), community=house, now=clock.now, motto="Ha.")


def test_it_is_found_by_name_motto_and_commune_without_accents(clock: Clock) -> None:
    amina = meet("Amina")
    house = opened(amina, clock, "L'Établi")
    change_community(
        steward=amina, community=house, now=clock.now, motto="Des mains",
        communes=[{"name": "Liège", "postcode": "4000", "country": "BE", "latitude": 50.6, "longitude": 5.6}],
    )  # fmt: skip
    for words in ("etabli", "ÉTABLI", "liege", "4000", "mains établi"):
        assert house in communities.listed(words=words), words
    assert house not in communities.listed(words="namur")


def test_members_are_listed_by_name_and_a_new_name_is_followed(clock: Clock) -> None:
    amina = meet("Amina")
    house = opened(amina, clock)
    for name in ("Chloé", "Bruno"):
        join_community(person=meet(name), community=house, now=clock.now)
    assert [one.person.first_name for one in communities.members_of(house)] == ["Amina", "Bruno", "Chloé"]
    assert [one.person.first_name for one in communities.members_of(house, letters="CHLOE")] == ["Chloé"]
    change_settings(person=amina, now=clock.now, first_name="Éliane")
    after = communities.members_of(house)[1]
    assert [one.person.first_name for one in communities.members_of(house, after=(after.name_key, after.pk))] == [
        "Éliane"
    ]


def told_of(kind: str) -> list[str]:
    return list(
        Notice.objects.filter(kind=kind).order_by("person__first_name").values_list("person__first_name", flat=True)
    )


def test_when_the_last_one_who_runs_it_leaves_members_are_asked_and_the_operators_told(clock: Clock) -> None:
    amina, bruno, chloe, daan, els = (rows.person(name) for name in ("Amina", "Bruno", "Chloé", "Daan", "Els"))
    odette = Person.objects.create_user("odette@example.org", "Odette", is_staff=True)
    house = opened(amina, clock)
    for who in (bruno, chloe, daan, els):
        clock.pass_by(days=1)
        join_community(person=who, community=house, now=clock.now)
    appoint_steward(
        steward=amina,
        community=house,
        membership_id=Membership.objects.get(community=house, person=els).pk,
        now=clock.now,
    )
    leave_community(person=els, community=house, now=clock.now)
    assert not told_of("steward_wanted"), "Amina is still there"
    for _twice in range(2):
        leave_community(person=amina, community=house, now=clock.now)
    assert told_of("steward_wanted") == ["Bruno", "Chloé", "Daan"]
    assert told_of("house_unrun") == ["Odette"]
    appoint_steward(
        steward=odette,
        community=house,
        membership_id=Membership.objects.get(community=house, person=chloe).pk,
        now=clock.now,
    )
    assert communities.stewards_of(house) == [chloe]


def test_where_nobody_is_left_nobody_is_asked(clock: Clock) -> None:
    amina = rows.person("Amina")
    Person.objects.create_user("odette@example.org", "Odette", is_staff=True)
    leave_community(person=amina, community=opened(amina, clock), now=clock.now)
    assert not Notice.objects.filter(kind__in=("steward_wanted", "house_unrun")).exists()


def test_who_is_excluded_cannot_ask_to_be_let_in_until_it_is_over(clock: Clock) -> None:
    amina, bruno = rows.person("Amina"), rows.person("Bruno")
    house = opened(amina, clock, entry="request")
    case = open_case(community=house, kind="person", thing_id=bruno.pk, about=bruno, at=clock.now)
    add_measure(
        case=case,
        kind="exclude",
        decided_by="stewards",
        at=clock.now,
        rule="harassment",
        until=clock.now + timedelta(days=90),
    )
    ask = {"person": bruno, "community": house, "words": "Bonjour"}
    with pytest.raises(Refusal, match=r"^excluded$"):
        ask_to_join(**ask, now=clock.now)
    assert not JoinRequest.objects.exists()
    assert ask_to_join(**ask, now=clock.now + timedelta(days=91))
