"""Why a journey says no. The code is for the door, which says it in the reader's language."""


class Refusal(Exception):
    """A journey refused. Nothing was written.

    Codes: not_yours, closed, already_agreed, own_post, not_answerable,
    not_verified, not_verified_here, age_not_known, helper_not_verified, writer_not_verified (see who_may_help),
    why_missing, laxer_than_charter,
    too_many_codes, wrong_code, expired_code, no_such_answer,
    too_many_posts, too_many_says, blocked, too_many_words, too_many_spellings, word_is_there, means_nothing,
    not_while_acting, minors_not_here, too_young_here, parent_missing, unknown_passkey, too_many_keys,
    too_many_mandates, own_thing, too_many_reports, suspended, excluded,
    concerned, already_settled, rule_missing, is_steward, words_missing, own_measure, said_already,
    no_forum, not_verified_member, stewards_only, thread_closed, too_late, cannot_write, no_messages, too_long,
    too_many_threads, too_many_messages, too_many_talks, too_many_sections, same_name_twice, too_many_pinned,
    name_missing, name_too_long, name_reserved, too_many_communities, own_rule_too_long, breaks_charter, host_taken, moved, house_closed,
    on_request, by_invitation, not_on_request, invitation_over, already_member, not_member, asked_lately, no_such_request,
    too_many_invitations, too_many_addresses, last_steward,
    not_trusted, oneself, which_missing, holds_number, already_asked, too_many_asked, and what is wrong with the dates of an
    attestation (logic.routing.attestations.DateFault),
    stewards_post, verified_post, topic_not_here, no_euros_here, only_verified (see who_may_post, who_may_help),
    no_credits_here, to_oneself, wrong_amount, too_much_at_once, too_many_at_once, below_floor, above_ceiling, apart,
    too_many_requests, no_such_transfer, not_undoable, no_such_account, not_for_sale (see give_credits, ask_credits, undo_transfer),
    rules_announced, rules_too_soon, rules_too_late, everybodys_house, nothing_announced (see change_rules),
    not_promised, more_than_agreed, wrong_euros, wrong_account, holder_missing, gone, bill_closed, matched, own_bill, no_account,
    other_account, no_such_payment, returned_since, wrong_period, no_solidarity, no_card, card_away (see ask_euros, say_paid,
    reconcile_statement, match_payment, send_bills, pay_by_card),
    other_own_account, not_on_statement, less_on_statement (see read_own_statement),
    unknown_address, wrong_sender, forged (see receive_mail), photo_not_here, photos_wait, photo_not_asked, no_picture (see show_photo),
    promise_missing (see share_place),
    no_such_device, too_many_devices (see add_device),
    exchange_over, promise_changed, time_past, ends_first, wrong_quantity, not_done_yet, too_early (see propose_promise, say_done,
    say_missed, thank),
    no_ring, already_proposed, ring_over, looked_lately (see propose_ring, answer_ring, look_for_rings),
    and why a word may not be named (logic.reading.nameable.Fault).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
