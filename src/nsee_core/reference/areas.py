"""Scotland's local authorities, the regional collaboratives, and the changes reported of them."""

from __future__ import annotations

from nsee_core.programme import Programme
from nsee_core.records import Authority
from nsee_core.reference.loading import shipped, with_their_links


def authorities() -> tuple[Authority, ...]:
    """The 32 local authorities of Scotland, each with its GSS code of 2019.

    Nine of them were challenge authorities of the Scottish Attainment Challenge [P07].

    >>> [authority.name for authority in authorities() if authority.challenge_authority][:3]
    ['Clackmannanshire', 'Dundee City', 'East Ayrshire']
    """
    return tuple(record for record in shipped("authorities.jsonl") if type(record) is Authority)


def collaboratives() -> Programme:
    """The six regional improvement collaboratives, under their names of November 2017 [P77].

    Who belonged to each is held as memberships, because it changed: in June 2017 the Northern
    Alliance had seven councils, without Argyll and Bute [P80].

    >>> len(collaboratives().within("northern-alliance"))
    8
    """
    return with_their_links(shipped("collaboratives.jsonl"))


def reported_claims() -> Programme:
    """Changes in attainment that were reported in print, as printed, and what they are about.

    A unit is given only where the source leaves no doubt: "14 %" more may be percent or
    percentage points. Where one figure stands under several names, the claims contradict
    each other, and say so.

    >>> claim = reported_claims()["wdc-numeracy-p4"]
    >>> claim.value, claim.unit_printed, claim.unit, claim.contradicts
    (14.0, '%', None, ('west-numeracy-p4',))
    """
    return with_their_links(shipped("claims.jsonl"))
