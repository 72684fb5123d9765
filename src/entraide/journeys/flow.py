"""What follows what: the table of everything that happens by itself. Read it to know the whole.

Each step takes the happening and may be run twice without harm. config/wiring.py installs the table at start.
"""

from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from entraide.journeys import tell_credits, tell_exchange, tell_moderation, tell_people, tell_standing
from entraide.journeys.after_payment import after_payment
from entraide.journeys.ask_departure import tell_of_departure
from entraide.journeys.ask_people import ask_people
from entraide.journeys.ask_person import ask_person
from entraide.journeys.ask_to_join import tell_stewards_of_request
from entraide.journeys.close_community import tell_members_closed
from entraide.journeys.decide_request import tell_of_decision
from entraide.journeys.deliver_invitations import deliver_invitations
from entraide.journeys.deliver_letters import LettersLeft, deliver_letters
from entraide.journeys.deliver_outside import deliver_outside
from entraide.journeys.escalate_post import escalate_post
from entraide.journeys.find_rings import find_in, find_instead
from entraide.journeys.happen import Step
from entraide.journeys.index_finds import index_what_happened
from entraide.journeys.limit_account import let_account_limits_hold
from entraide.journeys.match_posts import match_posts
from entraide.journeys.move_community import tell_members_moved
from entraide.journeys.net_debts import tell_of_netting
from entraide.journeys.note_doubts import note_doubts
from entraide.journeys.open_thread import end_thread_about
from entraide.journeys.pay_from_commons import welcome_member
from entraide.journeys.seat_panel import seat_panel
from entraide.journeys.send_bills import make_bills
from entraide.journeys.share_place import tell_of_place
from entraide.journeys.stand_again import stand_again, stand_by_new_rules
from entraide.journeys.tell_of_rules import tell_of_rules
from entraide.journeys.tell_ring import tell_of_ring
from entraide.journeys.tell_talk import tell_of_message, tell_of_thread
from entraide.records.communities import queries as communities
from entraide.records.happenings.models import Happening
from entraide.records.people import queries as people


def _ask(happening: Happening) -> None:
    ask_people(post_id=_post(happening), now=timezone.now())


def _match(happening: Happening) -> None:
    match_posts(post_id=_post(happening), now=timezone.now())


def _ask_this_person(happening: Happening) -> None:
    ask_person(person_id=_person(happening), now=timezone.now())


def _ask_about_this(happening: Happening) -> None:
    ask_person(person_id=_person(happening), say_id=UUID(happening.facts["say_id"]), now=timezone.now())


def _go_on(happening: Happening) -> None:
    escalate_post(post_id=_post(happening), now=timezone.now())


def _mail(happening: Happening) -> None:
    # A letter that cannot leave now is no broken step: its notice waits, and the worker's sweep tries again until it has left.
    with suppress(LettersLeft):
        deliver_letters(post_id=happening.post_id, now=timezone.now())


def _mail_about(happening: Happening) -> None:
    with suppress(LettersLeft):
        deliver_letters(about=UUID(happening.facts["thread_id"]), now=timezone.now())


def _tell_talk(happening: Happening) -> None:
    tell_of_message(message_id=UUID(happening.facts["message_id"]), now=timezone.now())


def _tell_place(happening: Happening) -> None:
    thread_id = UUID(happening.facts["thread_id"])
    tell_of_place(owner_id=_person(happening), thread_id=thread_id, now=timezone.now())


def _mail_about_itself(happening: Happening) -> None:
    with suppress(LettersLeft):
        deliver_letters(about=happening.pk, now=timezone.now())


def _end_thread(happening: Happening) -> None:
    end_thread_about(post_id=_post(happening), now=timezone.now())


def _tell_forum(happening: Happening) -> None:
    tell_of_thread(thread_id=UUID(happening.facts["thread_id"]), now=timezone.now())


def _tell_writer(happening: Happening) -> None:
    tell_people.tell_writer_of_answer(answer_id=UUID(happening.facts["answer_id"]), now=timezone.now())


def _tell_chosen(happening: Happening) -> None:
    tell_people.tell_helper_chosen(answer_id=UUID(happening.facts["answer_id"]), now=timezone.now())


def _thank_others(happening: Happening) -> None:
    tell_people.tell_others_thanks(post_id=_post(happening), now=timezone.now())


def _tell_nobody(happening: Happening) -> None:
    tell_people.tell_writer_nobody(post_id=_post(happening), now=timezone.now())


def _tell_withdrawn(happening: Happening) -> None:
    tell_people.tell_answerers_withdrawn(post_id=_post(happening), now=timezone.now())


def _tell_refiled(happening: Happening) -> None:
    tell_people.tell_writer_refiled(post_id=_post(happening), since=happening.at, now=timezone.now())


def _tell_changed(happening: Happening) -> None:
    tell_people.tell_asked_changed(post_id=_post(happening), since=happening.at, now=timezone.now())


def _tell_of_request(happening: Happening) -> None:
    tell_stewards_of_request(request_id=happening.facts["request_id"], now=timezone.now())


def _tell_decision(happening: Happening) -> None:
    tell_of_decision(request_id=happening.facts["request_id"], now=timezone.now())


def _mail_of_request(happening: Happening) -> None:
    with suppress(LettersLeft):
        deliver_letters(about=UUID(happening.facts["request_id"]), now=timezone.now())


def _tell_closed(happening: Happening) -> None:
    tell_members_closed(community_id=happening.facts["community_id"], now=timezone.now())


def _mail_invitations(_happening: Happening) -> None:
    deliver_invitations(now=timezone.now())


def _mail_outside(_happening: Happening) -> None:
    deliver_outside(now=timezone.now())


def _stand_again(happening: Happening) -> None:
    stand_again(person_id=_person(happening), community_id=UUID(happening.facts["community_id"]), now=timezone.now())


def _tell_attesters(happening: Happening) -> None:
    tell_standing.tell_attesters(request_id=UUID(happening.facts["request_id"]), now=timezone.now())


def _tell_not_attested(happening: Happening) -> None:
    tell_standing.tell_declined(request_id=UUID(happening.facts["request_id"]), now=timezone.now())


def _tell_attested(happening: Happening) -> None:
    tell_standing.tell_attested(attestation_id=UUID(happening.facts["attestation_id"]), now=timezone.now())


def _tell_attestation_ended(happening: Happening) -> None:
    tell_standing.tell_ended(attestation_id=UUID(happening.facts["attestation_id"]), now=timezone.now())


def _tell_attestation_ends_soon(happening: Happening) -> None:
    tell_standing.tell_ends_soon(attestation_id=UUID(happening.facts["attestation_id"]), now=timezone.now())


def _tell_attester(happening: Happening) -> None:
    tell_standing.tell_attester_named(
        person_id=_person(happening), community_id=UUID(happening.facts["community_id"]), now=timezone.now()
    )


def _stand_by_new_rules(happening: Happening) -> None:
    if "verified_through" in happening.facts["changed"]:
        stand_by_new_rules(community_id=UUID(happening.facts["community_id"]), now=timezone.now())


def _tell_rules(happening: Happening) -> None:
    tell_of_rules(version_id=UUID(happening.facts["version_id"]), kind="rules", now=timezone.now())


def _tell_rules_back(happening: Happening) -> None:
    tell_of_rules(version_id=UUID(happening.facts["version_id"]), kind="rules_back", now=timezone.now())


def _note_doubts(happening: Happening) -> None:
    note_doubts(post_id=_post(happening), now=timezone.now())


def _tell_held(happening: Happening) -> None:
    tell_moderation.tell_desk_of_post(post_id=_post(happening), now=timezone.now())


def _tell_released(happening: Happening) -> None:
    tell_moderation.tell_writer_released(post_id=_post(happening), now=timezone.now())


def _seat_panel(happening: Happening) -> None:
    seat_panel(case_id=UUID(happening.facts["case_id"]), now=timezone.now())


def _tell_desk(happening: Happening) -> None:
    tell_moderation.tell_desk_of_case(case_id=UUID(happening.facts["case_id"]), now=timezone.now())


def _tell_measured(happening: Happening) -> None:
    tell_moderation.tell_measured(measure_id=UUID(happening.facts["measure_id"]), now=timezone.now())


def _tell_lifted(happening: Happening) -> None:
    tell_moderation.tell_lifted(measure_id=UUID(happening.facts["measure_id"]), now=timezone.now())


def _ask_shown(happening: Happening) -> None:
    # A post that is shown again is brought to people as a new one is; of anything else there is nobody to ask.
    if happening.post_id:
        _ask(happening)


def _tell_reporters(happening: Happening) -> None:
    tell_moderation.tell_reporters(case_id=UUID(happening.facts["case_id"]), now=timezone.now())


def _tell_juror(happening: Happening) -> None:
    tell_moderation.tell_juror(seat_id=UUID(happening.facts["seat_id"]), now=timezone.now())


def _take_appeal(happening: Happening) -> None:
    tell_moderation.bring_appeal(appeal_id=UUID(happening.facts["appeal_id"]), now=timezone.now())


def _tell_appealed(happening: Happening) -> None:
    tell_moderation.tell_appealed(appeal_id=UUID(happening.facts["appeal_id"]), now=timezone.now())


def _mail_all(_happening: Happening) -> None:
    with suppress(LettersLeft):
        deliver_letters(now=timezone.now())


def _file(happening: Happening) -> None:
    index_what_happened(happening=happening)


def _tell_exchange(happening: Happening) -> None:
    tell_exchange.tell_of_exchange(happening=happening, now=timezone.now())


def _tell_desk_of_problem(happening: Happening) -> None:
    tell_exchange.tell_desk_of_problem(happening=happening, now=timezone.now())


def _mail_of_exchange(happening: Happening) -> None:
    about = happening.facts.get("occurrence_id", str(happening.pk))
    with suppress(LettersLeft):
        deliver_letters(about=UUID(about), now=timezone.now())


def _tell_ring(happening: Happening) -> None:
    kind = {"ring_proposed": "ring_proposed", "ring_stands": "ring_stands"}.get(happening.kind, "ring_ended")
    tell_of_ring(ring_id=UUID(happening.facts["ring_id"]), kind=kind, now=timezone.now())


def _tell_netting(happening: Happening) -> None:
    facts = happening.facts
    tell_of_netting(netting_id=UUID(facts["netting_id"]), community_id=UUID(facts["community_id"]), now=timezone.now())


def _find_rings(happening: Happening) -> None:
    find_in(community_id=UUID(happening.facts["community_id"]), now=timezone.now())


def _find_instead(happening: Happening) -> None:
    find_instead(ring_id=UUID(happening.facts["ring_id"]), now=timezone.now())


def _mail_of_ring(happening: Happening) -> None:
    with suppress(LettersLeft):
        deliver_letters(about=UUID(happening.facts["ring_id"]), now=timezone.now())


def _person(happening: Happening) -> UUID:
    if happening.person_id is None:
        raise ValueError(f"{happening.kind} without a person")
    return happening.person_id


def _post(happening: Happening) -> UUID:
    if happening.post_id is None:
        raise ValueError(f"{happening.kind} without a post")
    return happening.post_id


def _tell_departure(happening: Happening) -> None:
    tell_of_departure(departure_id=UUID(happening.facts["departure_id"]), now=timezone.now())


def _tell_moved(happening: Happening) -> None:
    tell_members_moved(community_id=happening.facts["community_id"], now=timezone.now())


def _mail_of_bill(happening: Happening) -> None:
    with suppress(LettersLeft):
        deliver_letters(about=UUID(happening.facts["bill_id"]), now=timezone.now())


def _after_payment(happening: Happening) -> None:
    after_payment(bill_id=UUID(happening.facts["bill_id"]), now=timezone.now())


def _make_bills(happening: Happening) -> None:
    make_bills(round_id=UUID(happening.facts["round_id"]), now=timezone.now())


def _welcome(happening: Happening) -> None:
    community = communities.with_id(UUID(happening.facts["community_id"]))
    person = people.with_id(_person(happening))
    if community and person:
        welcome_member(person=person, community=community, now=timezone.now())


def _hold_limits(happening: Happening) -> None:
    if _OF_LIMITS & set(happening.facts["changed"]):
        community = communities.with_id(UUID(happening.facts["community_id"]))
        if community:
            let_account_limits_hold(community=community, now=timezone.now())


_OF_LIMITS = {"currency", "floor", "ceiling", "commons_floor"}


def _tell_credits(happening: Happening) -> None:
    tell_credits.tell_of_credits(transfer_id=UUID(happening.facts["transfer_id"]), now=timezone.now())


def _tell_credits_asked(happening: Happening) -> None:
    tell_credits.tell_of_request(request_id=UUID(happening.facts["request_id"]), now=timezone.now())


def _tell_credits_declined(happening: Happening) -> None:
    tell_credits.tell_declined(request_id=UUID(happening.facts["request_id"]), now=timezone.now())


_STEPS: Mapping[str, tuple[Step, ...]] = {
    "post_published": (_ask, _match, _note_doubts),
    "rings_looked_for": (_find_rings,),
    "ring_proposed": (_tell_ring, _mail_of_ring),
    "ring_stands": (_tell_ring, _mail_of_ring),
    "ring_fallen": (_tell_ring, _find_instead, _mail_of_ring),
    "ring_lapsed": (_tell_ring, _mail_of_ring),
    "post_held": (_tell_held, _mail_all),
    "post_released": (_ask, _match, _tell_released, _mail_all),
    "asking_resumed": (_ask, _match),
    "post_widened": (_ask, _match),
    "post_corrected": (_tell_changed, _ask, _match, _mail),
    "post_refiled": (_tell_refiled, _ask, _match, _mail),
    "refiling_undone": (_ask, _match),
    "person_joined": (_ask_this_person,),
    "home_set": (_ask_this_person,),
    "reach_changed": (_ask_this_person,),
    "community_joined": (_stand_again, _welcome, _ask_this_person),
    "credits_moved": (_tell_credits,),
    "credits_asked": (_tell_credits_asked, _mail_all),
    "credits_declined": (_tell_credits_declined, _mail_all),
    "debts_netted": (_tell_netting, _mail_all),
    "attestation_asked": (_tell_attesters,),
    "attestation_declined": (_tell_not_attested,),
    "attested": (_tell_attested, _ask_this_person),
    "attestation_revoked": (_tell_attestation_ended,),
    "attestation_ended": (_tell_attestation_ended,),
    "attestation_ends_soon": (_tell_attestation_ends_soon,),
    "attester_named": (_tell_attester,),
    "community_closed": (_tell_closed,),
    "departure_asked": (_tell_departure,),
    "community_moved": (_tell_moved,),
    "join_asked": (_tell_of_request, _mail_of_request),
    "join_decided": (_tell_decision, _mail_of_request),
    "invited_by_mail": (_mail_invitations,),
    **dict.fromkeys(("mandate_asked", "parent_asked", "trusted_contact_named"), (_mail_outside,)),
    "rules_changed": (_stand_by_new_rules, _hold_limits, _tell_rules),
    "rules_held": (_stand_by_new_rules, _hold_limits),
    "rules_taken_back": (_tell_rules_back,),
    "like_said": (_ask_about_this,),
    "offer_fits": (_mail,),
    "people_asked": (_mail, _go_on),
    "nobody_found": (_tell_nobody, _go_on, _mail),
    "nobody_left": (_go_on,),
    "search_went_on": (_ask, _mail, _go_on),
    "answer_taken_back": (_go_on,),
    "ask_answered": (_tell_writer, _go_on, _mail),
    "post_answered": (_tell_writer, _mail),
    "helper_chosen": (_tell_chosen, _mail),
    "post_agreed": (_thank_others, _mail),
    **dict.fromkeys(
        (
            *("promise_proposed", "promise_accepted", "exchange_reminded", "done_asked", "done_said", "exchange_done"),
            *("occurrence_done", "thanks_given", "exchange_reneged", "exchange_missed", "problem_answered"),
            *("problem_settled", "occurrence_skipped", "occurrence_wanted", "series_ended", "return_given"),
        ),
        (_tell_exchange, _mail_of_exchange),
    ),
    "exchange_problem": (_tell_exchange, _tell_desk_of_problem, _mail_of_exchange),
    "post_reopened": (_ask, _go_on),
    "thread_opened": (_tell_forum, _mail_about),
    "message_written": (_tell_talk, _mail_about),
    "place_shown": (_tell_place, _mail_about),
    "mail_left_out": (_mail_about_itself,),
    "post_withdrawn": (_tell_withdrawn, _end_thread, _mail),
    "thing_reported": (_seat_panel, _tell_desk, _mail_all),
    "panel_gave_up": (_tell_desk, _mail_all),
    "juror_drawn": (_tell_juror, _mail_all),
    "measure_taken": (_tell_measured, _mail_all),
    "measure_lifted": (_tell_lifted, _ask_shown, _mail_all),
    "case_settled": (_tell_reporters, _ask_shown, _mail_all),
    "bank_account_set": (_mail_all,),
    "euros_asked": (_mail_of_bill,),
    "bill_sent": (_mail_of_bill,),
    "bills_sent": (_make_bills, _mail_all),
    "euros_said_paid": (_mail_of_bill,),
    "euros_received": (_after_payment, _mail_of_bill),
    "euros_not_received": (_mail_of_bill,),
    "bill_cancelled": (_mail_of_bill,),
    "bill_lapsed": (_mail_of_bill,),
    "card_paid_twice": (_mail_of_bill,),
    "appeal_made": (_take_appeal, _mail_all),
    "appeal_settled": (_tell_appealed, _mail_all),
}

# What comes, changes or goes is filed in the search, after everything else.
_FILED = (
    *(
        "post_published",
        "post_held",
        "post_released",
        "post_corrected",
        "post_refiled",
        "refiling_undone",
        "post_widened",
    ),
    *(
        "post_agreed",
        "post_reopened",
        "post_done",
        "post_lapsed",
        "post_withdrawn",
        "hidden_deleted",
        "measure_taken",
        "measure_lifted",
        "case_settled",
    ),
    *(
        "like_shown",
        "like_kept",
        "like_said",
        "like_taken_back",
        "community_joined",
        "community_left",
        "appeal_settled",
    ),
    *("thread_opened", "message_written", "message_changed", "message_withdrawn"),
    *("community_opened", "community_changed", "community_closed", "community_opened_again", "community_arrived"),
    *("rules_changed", "rules_held"),
)

FOLLOWS: Mapping[str, tuple[Step, ...]] = {
    **_STEPS,
    **{kind: (*_STEPS.get(kind, ()), _file) for kind in _FILED},
}
