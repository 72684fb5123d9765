"""A country of members with needs and offers for the benchmark of rings: towns, skills, help worth trust times nearness."""

import numpy as np

from entraide.logic.clearing.links import Links, links_of

MEMBERS_A_TOWN, SKILLS, EACH = 167, 300, 3
_FARTHEST_KM = 5.0


def ring_links(members: int, *, seed: int, towns: int | None = None, chance: tuple[float, float] = (1.0, 1.0)) -> Links:
    """The links among members with 3 needs and 3 offers each, of 300 skills, at most 5 km apart.

    Unless `towns` says otherwise there is a town for each 167 members (60 for 10,000), of unequal size. `chance`: between which two
    numbers the chance lies that both say yes to one link.
    """
    random = np.random.default_rng(seed)
    towns = towns or max(1, round(members / MEMBERS_A_TOWN))
    share = np.arange(1, towns + 1) ** -0.8
    share /= share.sum()
    home = random.choice(towns, size=members, p=share)
    middle = random.uniform(0, [280, 190], size=(towns, 2))
    spread = 1.2 + 1.8 * np.sqrt(share / share[0])
    place = middle[home] + random.normal(size=(members, 2)) * spread[home][:, None]
    frequency = np.log(np.arange(1, SKILLS + 1) ** -0.4)
    skills = np.argsort(-(frequency + random.gumbel(size=(members, SKILLS))), axis=1)[:, : 2 * EACH]
    skills = random.permuted(skills, axis=1)
    trust = random.beta(5, 2, size=members)
    givers, receivers, weights = [], [], []
    for skill in range(SKILLS):
        giver = np.flatnonzero((skills[:, :EACH] == skill).any(axis=1))
        receiver = np.flatnonzero((skills[:, EACH:] == skill).any(axis=1))
        away = place[giver][:, None, :] - place[receiver][None, :, :]
        km = np.hypot(away[..., 0], away[..., 1])
        one, other = np.nonzero(km <= _FARTHEST_KM)
        givers.append(giver[one])
        receivers.append(receiver[other])
        weights.append(trust[giver[one]] * np.exp(-km[one, other] / 5))
    weight = np.concatenate(weights)
    return links_of(
        members=members,
        giver=np.concatenate(givers),
        receiver=np.concatenate(receivers),
        weight=weight,
        chance=random.uniform(*chance, size=len(weight)),
    )
