"""A post meets a neighbour: everything that the rules and the score need to know about the two, worked out when first asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from entraide.logic.places.place import distance_km
from entraide.logic.routing.fit import Fit, end_of_trip, fits
from entraide.logic.routing.gist import Gist
from entraide.logic.routing.hours import Spans, days_of, free_spans, overlap, whole_days
from entraide.logic.routing.parties import Neighbour
from entraide.logic.routing.reach import DEFAULT_RADIUS_KM, is_on_the_way
from entraide.logic.routing.search import Search
from entraide.logic.routing.weights import FIT

# A place that a person's sentence names further from their home than this is not where they help (a holiday, an origin).
_ABOUT_HOME_KM = 60.0
# Somebody whose closest sentence wants the same thing, by this much closer than any that offers it, has only said that they need it.
_CLEARLY = 0.15

_ALONE = {mode: frozenset({mode}) for mode in ("free", "credits", "money")}
_EITHER = frozenset({"credits", "money"})
_ANY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Encounter:
    """One post and one neighbour. `likenesses`: the cosines of each of their sentences with the post (see `fit.fits`)."""

    search: Search
    person: Neighbour
    likenesses: Sequence[float | None] = ()

    @cached_property
    def _fits(self) -> tuple[list[Fit], float]:
        likenesses = self.likenesses or (None,) * len(self.person.says)
        return fits(self.search, self.person, likenesses=likenesses)

    @cached_property
    def fit(self) -> Fit | None:
        """The sentence by which they may be asked: the best whose own limits hold, else the best at all; None if nothing fits."""
        least = FIT.least_wanted if self.search.gist.kind == "offer" else FIT.least
        fitting = [fit for fit in self._fits[0] if fit.value >= least]
        return next((fit for fit in fitting if self.limits_hold(fit)), fitting[0] if fitting else None)

    @cached_property
    def has_only_said_the_same(self) -> bool:
        """Whether what they said nearest to the post wants the same thing: they need it too, or give it too."""
        best = max((fit.closeness for fit in self._fits[0]), default=0.0)
        return self._fits[1] >= FIT.least and self._fits[1] > best + _CLEARLY

    @cached_property
    def distance_km(self) -> float | None:
        """From their home to the place, in kilometres; None if either is unknown."""
        if self.person.home is None or self.search.post.place is None:
            return None
        return distance_km(self.person.home, self.search.post.place)

    @cached_property
    def is_hopelessly_far(self) -> bool:
        """Whether no sentence of theirs could bring the place within reach: told without comparing any words."""
        if self.search.gist.is_remote or self.search.gist.topic == "transport.rides":
            return False
        if self.distance_km is None:
            return True
        said = [say.gist.radius_km for say in self.person.says if say.gist.radius_km]
        own = self.person.radius_km if self.person.radius_km is not None else DEFAULT_RADIUS_KM
        return self.distance_km > max([own, *said])

    def limits_hold(self, fit: Fit) -> bool:
        """Whether the limits that this one sentence sets itself (place, hours, terms) allow the post."""
        return self.is_reached(fit) and self.is_free(fit) and self.terms_suit(fit)

    def is_reached(self, fit: Fit) -> bool:
        """Whether the place lies within their radius (for this topic) and within the post's; for a ride, also on the way."""
        if self.search.gist.is_remote:
            return True
        radius = self.radius_km(fit)
        if self.distance_km is None:
            return False
        within = min(radius, self.search.radius_km if self.search.radius_km is not None else radius)
        if self.distance_km <= within:
            return self._said_place_reaches(fit, radius)
        return self._on_the_way(fit, radius)

    def radius_km(self, fit: Fit) -> float:
        """How far they go for this: as the sentence says, or else in general."""
        if fit.say.gist.radius_km is not None:
            return fit.say.gist.radius_km
        return self.person.radius_km if self.person.radius_km is not None else DEFAULT_RADIUS_KM

    def hours(self, fit: Fit) -> Spans | None:
        """When they are free: the hours they stated, or else the days that the sentence names; None for any time."""
        stated = free_spans(self.person.free)
        if stated is not None:
            return stated
        time = fit.say.gist.time
        days = days_of(time.recurrence) if time else None
        return whole_days(days) if days and len(days) < 7 else None

    def minutes_together(self, fit: Fit) -> int | None:
        """How many of the minutes asked for they are free; None if either did not say."""
        free, asked = self.hours(fit), self.search.hours
        return overlap(free, asked) if free is not None and asked is not None else None

    def is_free(self, fit: Fit) -> bool:
        """Whether they have some free time within the time asked for."""
        return self.minutes_together(fit) != 0

    def terms_suit(self, fit: Fit) -> bool:
        """Whether the terms suit them: those they stated in general, or else those of the sentence."""
        wanted = terms_of(self.search.gist)
        said = fit.say.gist
        if self.search.gist.kind == "offer":
            # An offer's terms exclude nobody but those whose own sentence asks for a gift.
            return not (said.kind == "need" and said.mode == "free" and wanted and "free" not in wanted)
        if not wanted:
            return True
        accepted = self.person.terms or _terms_of_helper(said)
        return not accepted or bool(wanted & accepted)

    def _said_place_reaches(self, fit: Fit, radius: float) -> bool:
        """Whether the post lies within their radius of the place that their sentence names as theirs."""
        said, post, home = fit.say.gist, self.search.post.place, self.person.home
        if said.topic == "transport.rides":
            return True
        if said.place is None or post is None or home is None or said.destination is not None or said.is_region:
            return True
        return distance_km(said.place, home) > _ABOUT_HOME_KM or distance_km(said.place, post) <= radius

    def _on_the_way(self, fit: Fit, radius: float) -> bool:
        """For a ride: whether whoever rides along gets in on the way of whoever drives, and both go the same way."""
        post, said, home = self.search.post, fit.say.gist, self.person.home
        if (
            self.search.gist.topic != "transport.rides"
            or post.place is None
            or post.destination is None
            or home is None
        ):
            return False
        mine = end_of_trip(said, home=home)
        if self.search.gist.kind == "offer":
            if mine and not is_on_the_way(start=home, end=post.destination, via=mine, detour_at_most_km=radius):
                return False
            return is_on_the_way(start=post.place, end=post.destination, via=home, detour_at_most_km=radius)
        if mine is None:
            return False
        start = said.place if said.place and said.destination else home
        return is_on_the_way(start=start, end=mine, via=post.place, detour_at_most_km=radius) and is_on_the_way(
            start=post.place, end=mine, via=post.destination, detour_at_most_km=radius
        )


def terms_of(gist: Gist) -> frozenset[str]:
    """On which terms somebody is asked: free, credits, money; empty if they are open, or a swap."""
    if gist.mode in ("free", "credits", "money"):
        return _ALONE[gist.mode]
    return _EITHER if gist.mode == "mixed" and not gist.is_swap else _ANY


def _terms_of_helper(said: Gist) -> frozenset[str]:
    """What a sentence itself accepts. Whoever gives a thing away for nothing minds no payment; whoever works for nothing may."""
    if said.mode == "free" and said.action != "service":
        return frozenset()
    return terms_of(said)
