"""Each of the seven rules: a yes, a no and an edge."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.logic.routing.neighbourhood import AT, BRUSSELS, GEMBLOUX, JAMBES, LEUVEN, NAMUR, person, place, post, said

from entraide.logic.routing.eligibility import RULES, why_not

SATURDAY_MORNING = ("2026-03-07T08:00", "2026-03-07T12:00", None)


def test_the_rules_are_in_the_order_of_their_numbers_and_no_code_stands_for_two() -> None:
    assert [rule.number for rule in RULES] == sorted(rule.number for rule in RULES)
    assert {rule.number for rule in RULES} == set(range(1, 8))
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_somebody_near_who_offered_it_may_be_asked() -> None:
    assert why_not(post=post(), person=person()) is None


# 1. Not the writer, nobody blocked, nobody away.


def test_nobody_is_asked_for_their_own_post() -> None:
    assert why_not(post=post(), person=person("Bruno")) == "own_post"
    assert why_not(post=post(writer=None), person=person("Bruno")) is None


def test_a_block_leaves_out_only_the_two_whom_it_concerns() -> None:
    assert why_not(post=post(), person=person(blocks={"Bruno"})) == "blocked"
    assert why_not(post=post(), person=person(blocks={"Chloé"})) is None
    assert why_not(post=post(writer=None), person=person(blocks={"Bruno"})) is None


def test_whoever_pauses_or_left_is_not_asked() -> None:
    assert why_not(post=post(), person=person(is_paused=True)) == "away"
    assert why_not(post=post(), person=person(is_active=False)) == "away"


# 2. Communities.


@pytest.mark.parametrize(
    ("addressed", "belongs", "code"),
    [
        (set(), set(), None), (set(), {"rue"}, None), ({"rue"}, {"rue", "smart"}, None),
        ({"rue"}, {"smart"}, "other_community"), ({"rue"}, set(), "other_community"),
    ],
)  # fmt: skip
def test_a_post_for_a_community_reaches_only_its_people(
    addressed: set[str], belongs: set[str], code: str | None
) -> None:
    assert why_not(post=post(communities=frozenset(addressed)), person=person(communities=belongs)) == code


# 3. Reach.


def test_ten_kilometres_if_nobody_said_more_or_less() -> None:
    assert why_not(post=post(place=GEMBLOUX), person=person()) == "too_far"
    assert why_not(post=post(place=GEMBLOUX), person=person(radius_km=20)) is None
    assert why_not(post=post(), person=person(radius_km=0.5)) == "too_far"


def test_the_edge_of_the_radius_belongs_to_it() -> None:
    north = (NAMUR[0] + 10.0 / 111.195, NAMUR[1])
    assert why_not(post=post(place=(north[0] - 0.0001, north[1])), person=person()) is None
    assert why_not(post=post(place=(north[0] + 0.0005, north[1])), person=person()) == "too_far"


def test_the_radius_of_the_post_counts_too() -> None:
    far_willing = person(radius_km=30)
    assert why_not(post=post(place=GEMBLOUX, radius_km=6), person=far_willing) == "too_far"
    assert why_not(post=post(said_place=place("Jambes", JAMBES, radius_km=0.5)), person=far_willing) == "too_far"
    assert why_not(post=post(said_place=place("Jambes", JAMBES, radius_km=6)), person=far_willing) is None


def test_a_radius_said_for_this_topic_beats_the_general_one() -> None:
    widely = said(
        "Je promène les chiens dans un rayon de 30 km autour de Namur", place=place("Namur", NAMUR, radius_km=30)
    )
    assert why_not(post=post(place=GEMBLOUX), person=person("Amina", widely, radius_km=5)) is None


def test_a_place_in_their_own_sentence_limits_where_they_help() -> None:
    only_here = said("Promenades à Namur et nulle part ailleurs", place=place("Namur", NAMUR))
    assert (
        why_not(post=post(place=(50.52, 4.75)), person=person("Amina", only_here, home=(50.50, 4.78), radius_km=4))
        == "too_far"
    )
    assert why_not(post=post(), person=person("Amina", only_here, radius_km=4)) is None


def test_distance_is_nothing_to_a_remote_post() -> None:
    helper = person("Amina", said("J'aide à distance", "digital.help"), home=None)
    assert why_not(post=post("digital.help", remote=True, place=None), person=helper) is None
    assert why_not(post=post("digital.help", remote=False), person=helper) == "too_far"


def test_without_any_place_nobody_is_near() -> None:
    assert why_not(post=post(place=None), person=person()) == "too_far"


def test_a_ride_reaches_whoever_drives_past() -> None:
    drives = said("Je vais à Bruxelles chaque matin", "transport.rides", destination=place("Bruxelles", BRUSSELS))
    ride = post("transport.rides", text="Covoiturage pour Bruxelles ?", place=GEMBLOUX, destination=BRUSSELS)
    assert why_not(post=ride, person=person("Daan", drives)) is None
    to_leuven = said("Je vais à Louvain chaque matin", "transport.rides", destination=place("Leuven", LEUVEN))
    assert why_not(post=ride, person=person("Daan", to_leuven)) in ("too_far", "not_said")
    no_trip = said("Je prends volontiers quelqu'un en voiture", "transport.rides")
    assert why_not(post=ride, person=person("Daan", no_trip)) == "too_far"


def test_an_offered_ride_reaches_whoever_lives_on_the_way() -> None:
    offered = post(
        "transport.rides", "offer", text="Je vais à Bruxelles, deux places", place=NAMUR, destination=BRUSSELS
    )
    needs = said(
        "Je cherche une voiture pour Bruxelles", "transport.rides", "need", destination=place("Bruxelles", BRUSSELS)
    )
    assert why_not(post=offered, person=person("Els", needs, home=GEMBLOUX)) is None
    assert why_not(post=offered, person=person("Els", needs, home=LEUVEN)) == "too_far"


# 4. Consent: what they said, when, and how often.


def test_living_near_is_not_enough() -> None:
    assert (
        why_not(post=post(), person=person("Amina", said("Je donne des cours de piano", "learning.music")))
        == "not_said"
    )
    assert why_not(post=post(), person=person("Amina", said("", "animals.walking", "none"))) is None


def test_whoever_only_needs_it_too_is_not_asked_to_give_it() -> None:
    needs = said("Qui pourrait promener mon chien ?", kind="need")
    assert why_not(post=post(), person=person("Chloé", needs)) == "only_the_same"
    assert why_not(post=post(), person=person("Chloé", needs, said())) is None


def test_an_offer_goes_to_those_who_need_it_and_not_to_those_who_give_it() -> None:
    gives = post("things.plants", "offer", text="Plants de tomates à donner", action="give")
    looking = said("Je cherche des plants", "things.plants", "need", action="give")
    giving = said("Je donne des plants chaque printemps", "things.plants", "offer", action="give")
    assert why_not(post=gives, person=person("Farid", looking)) is None
    assert why_not(post=gives, person=person("Farid", giving)) == "only_the_same"


def test_partners_look_for_each_other() -> None:
    wanted = post("wellbeing.sport", text="Je cherche un partenaire d'escalade")
    assert (
        why_not(post=wanted, person=person("Els", said("Cherche binôme d'escalade", "wellbeing.sport", "need"))) is None
    )


def test_a_tandem_partner_speaks_what_is_wanted_and_wants_what_is_given() -> None:
    wanted = post("learning.languages", text="Wer übt Französisch mit mir und lernt dafür Deutsch?", language="de")
    german = said("Je cherche quelqu'un pour parler allemand", "learning.languages", "need")
    french = said("Ich suche jemanden, um Französisch zu üben", "learning.languages", "need")
    assert why_not(post=wanted, person=person("Ginette", german, languages={"fr", "de"})) is None
    assert why_not(post=wanted, person=person("Ginette", french, languages={"de"})) == "only_the_same"


@pytest.mark.parametrize(
    ("free", "code"),
    [
        ((), None), (("SA 08:00-12:00",), None), (("SA 11:59-18:00",), None), (("samedi",), None),
        (("SA 12:00-18:00",), "not_free"), (("MO 08:00-12:00",), "not_free"),
    ],
)  # fmt: skip
def test_some_free_time_within_the_time_asked_for_is_enough(free: tuple[str, ...], code: str | None) -> None:
    assert why_not(post=post(time=SATURDAY_MORNING), person=person(free=free)) == code


def test_the_days_that_their_sentence_names_count_unless_they_stated_hours() -> None:
    on_wednesdays = said("Je promène les chiens le mercredi", time=(None, None, "FREQ=WEEKLY;BYDAY=WE"))
    assert why_not(post=post(time=SATURDAY_MORNING), person=person("Amina", on_wednesdays)) == "not_free"
    assert (
        why_not(post=post(time=SATURDAY_MORNING), person=person("Amina", on_wednesdays, free=("SA 08:00-10:00",)))
        is None
    )


def test_a_second_sentence_without_that_limit_opens_the_door() -> None:
    on_wednesdays = said("Je promène les chiens le mercredi", time=(None, None, "FREQ=WEEKLY;BYDAY=WE"))
    assert (
        why_not(
            post=post(time=SATURDAY_MORNING), person=person("Amina", on_wednesdays, said("Chiens, le week-end aussi"))
        )
        is None
    )


@pytest.mark.parametrize("zone", [None, UTC])
def test_no_more_asks_than_they_allow_for_a_day_and_a_week(zone: object) -> None:
    def ago(hours: float) -> datetime:
        return (AT - timedelta(hours=hours)).replace(tzinfo=zone)  # type: ignore[arg-type]

    assert why_not(post=post(), person=person(asked_at=(ago(2),), asks_per_day=1)) == "asked_enough"
    assert why_not(post=post(), person=person(asked_at=(ago(24.5),), asks_per_day=1)) is None
    assert (
        why_not(post=post(), person=person(asked_at=(ago(24.5), ago(100)), asks_per_day=1, asks_per_week=2))
        == "asked_enough"
    )
    assert why_not(post=post(), person=person(asked_at=(ago(2), ago(3)))) is None
    assert why_not(post=post(), person=person(asks_per_day=0)) == "asked_enough"


# 5. Safety.


@pytest.mark.parametrize(
    "topic", ["children.babysitting", "care.night", "places.stay", "places.shelter", "transport.accompany"]
)
def test_only_verified_people_help_where_safety_depends_on_it(topic: str) -> None:
    offered = said("Je le fais volontiers", topic)
    assert why_not(post=post(topic), person=person("Daan", offered)) == "not_verified"
    assert why_not(post=post(topic), person=person("Daan", offered, is_verified=True)) is None


def test_those_who_are_helped_need_no_verification() -> None:
    needs = said("Je cherche quelqu'un pour garder ma fille", "children.babysitting", "need")
    assert why_not(post=post("children.babysitting", "offer"), person=person("Els", needs)) is None


def test_a_sentence_about_something_delicate_needs_verification_whatever_the_post_was_read_as() -> None:
    offered = said("Je conduis les gens chez le médecin", "transport.accompany")
    assert (
        why_not(post=post("transport.rides", text="Qui me conduit chez le médecin ?"), person=person("Els", offered))
        == "not_verified"
    )


# 6. Terms.


@pytest.mark.parametrize(
    ("terms", "accepts", "code"),
    [
        ("money", {"free"}, "other_terms"), ("credits", {"free"}, "other_terms"), ("mixed", {"free"}, "other_terms"),
        ("free", {"money"}, "other_terms"), ("free", {"money", "free"}, None), ("money", {"credits", "money"}, None),
        ("mixed", {"credits"}, None), ("open", {"free"}, None), ("barter", {"money"}, None), ("money", set(), None),
    ],
)  # fmt: skip
def test_nobody_is_asked_on_terms_that_they_do_not_accept(terms: str, accepts: set[str], code: str | None) -> None:
    assert why_not(post=post(terms=terms), person=person(terms=accepts)) == code


def test_terms_in_their_own_sentence_count_if_they_stated_none() -> None:
    paid = said("Promenade de chiens, 6 € la demi-heure", terms="money")
    assert why_not(post=post(terms="free"), person=person("Amina", paid)) == "other_terms"
    assert why_not(post=post(terms="free"), person=person("Amina", paid, terms={"free"})) is None


def test_the_terms_of_an_offer_exclude_only_those_who_ask_for_a_gift() -> None:
    lessons = post("learning.languages", "offer", text="Cours de néerlandais", terms="money")
    wants = said("Je cherche des cours de néerlandais", "learning.languages", "need")
    for_nothing = said("Je cherche des cours de néerlandais gratuits", "learning.languages", "need", terms="free")
    assert why_not(post=lessons, person=person("Chloé", wants, terms={"free"})) is None
    assert why_not(post=lessons, person=person("Chloé", for_nothing)) == "other_terms"


# 7. Languages.


@pytest.mark.parametrize(
    ("writer", "speaks", "code"),
    [
        ((), (), None), (("fr",), (), None), (("nl", "en"), ("fr", "en"), None), ((), ("fr",), None),
        (("nl",), ("fr",), "no_shared_language"), ((), ("de",), "no_shared_language"),
    ],
)  # fmt: skip
def test_they_share_a_language_as_far_as_both_said_theirs(
    writer: tuple[str, ...], speaks: tuple[str, ...], code: str | None
) -> None:
    assert why_not(post=post(writer_languages=frozenset(writer)), person=person(languages=speaks)) == code
