"""Why a journey says no. The code is for the door, which says it in the reader's language."""


class Refusal(Exception):
    """A journey refused. Nothing was written.

    Codes: not_yours, closed, already_agreed, own_post, not_answerable,
    not_verified, not_verified_here, age_not_known, helper_not_verified, writer_not_verified (see who_may_help),
    why_missing, laxer_than_charter,
    too_many_codes, wrong_code, expired_code, no_such_answer,
    too_many_posts, too_many_says, blocked, too_many_words, too_many_spellings, word_is_there, means_nothing,
    own_thing, too_many_reports, suspended, excluded,
    and why a word may not be named (logic.reading.nameable.Fault).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
