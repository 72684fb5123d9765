"""Any rules at all, for properties that always hold."""

from hypothesis import strategies as st

from entraide.logic.charter import rules as the_rules
from entraide.logic.charter.rules import Rules

SENTENCES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=40)
CODES = st.from_regex(r"[a-z][a-z_]{0,10}(\.[a-z_]{1,10})?", fullmatch=True)
ANY_RULES = st.builds(
    Rules,
    entry=st.sampled_from(the_rules.ENTRIES),
    posts_read_by=st.sampled_from(the_rules.READERS),
    forum_read_by=st.sampled_from(the_rules.READERS),
    members_read_by=st.sampled_from(the_rules.MEMBERS_READERS),
    may_post=st.sampled_from(the_rules.POSTERS),
    may_be_asked=st.sampled_from(the_rules.ASKABLE),
    posts_checked=st.sampled_from(the_rules.CHECKS),
    checkers=st.integers(1, 2),
    topics=st.lists(CODES, unique=True, max_size=4).map(tuple),
    verified_through=st.lists(CODES, unique=True, max_size=4).map(tuple),
    verifiers=st.sampled_from(the_rules.VERIFIERS),
    minors=st.sampled_from(the_rules.MINORS),
    currency=st.sampled_from(the_rules.CURRENCIES),
    currency_name=st.sampled_from(("", "Coopflouze", "grains de sel")),
    floor=st.integers(-10_000, 0),
    ceiling=st.integers(0, 10_000),
    prices=st.sampled_from(the_rules.PRICES),
    per_hour=st.integers(0, 10_000),
    most_per_transfer=st.integers(0, 10_000),
    welcome=st.integers(0, 10_000),
    commons_floor=st.integers(-1_000_000, 0),
    decay_percent=st.integers(0, 1000).map(lambda tenths: tenths / 10),
    decay_free=st.integers(0, 10_000),
    debt_when_leaving=st.sampled_from(the_rules.DEBTS),
    credit_cents=st.integers(0, 100_000),
    books_read_by=st.sampled_from(the_rules.BOOKS_READERS),
    may_use_euros=st.booleans(),
    fee_percent=st.integers(0, 1000).map(lambda tenths: tenths / 10),
    subscription_cents=st.integers(0, 100_000),
    subscription_every=st.sampled_from(the_rules.EVERY),
    members_settle=st.booleans(),
    hide_after=st.integers(0, 20),
    forum=st.sampled_from(the_rules.FORUMS),
    own_rules=st.lists(SENTENCES, unique=True, max_size=3).map(tuple),
    kept_months=st.integers(1, 120),
)
