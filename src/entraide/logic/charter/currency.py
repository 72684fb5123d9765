"""What the rules of a community say of its currency, as the bookkeeping knows it: in minor units, whole numbers."""

from entraide.logic.bookkeeping.terms import Limits, Terms
from entraide.logic.bookkeeping.units import CREDITS, HOURS, WIDEST, unit
from entraide.logic.charter.rules import Rules


def terms_of(rules: Rules) -> Terms:
    """The terms of the currency that these rules set; of a community of gifts, terms whose unit is a gift."""
    counted = unit(kind=rules.currency, name=rules.currency_name)
    scale = counted.scale
    hour = {HOURS: scale, CREDITS: rules.per_hour * scale}.get(rules.currency, 0)
    return Terms(
        unit=counted,
        limits=Limits(floor_minor=rules.floor * scale, ceiling_minor=rules.ceiling * scale),
        commons=Limits(floor_minor=rules.commons_floor * scale, ceiling_minor=WIDEST * scale),
        most_minor=rules.most_per_transfer * scale,
        welcome_minor=rules.welcome * scale,
        prices=rules.prices,
        hour_minor=hour,
        decay_permille_month=round(rules.decay_percent * 10),
        decay_free_minor=rules.decay_free * scale,
        cents_each=rules.credit_cents,
        debt=rules.debt_when_leaving,
        are_books_open=rules.books_read_by == "members",
    )
