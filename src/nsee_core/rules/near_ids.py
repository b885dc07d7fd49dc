"""Which id was probably meant by one that leads nowhere, whatever the size of the programme."""

from __future__ import annotations

from string import ascii_lowercase

from nsee_core.records.links import Link
from nsee_core.rules.view import View

#: An id of fewer letters is as near to many others.
_FEWEST_LETTERS = 4
#: So many ids are looked for under some four hundred spellings each.
_MOST_SOUGHT = 100


def spellings(id_: str) -> set[str]:
    """Other ways to write an id: in small letters, in capitals, with - for _ and _ for -.

    >>> sorted(spellings("b-reid"))
    ['B-REID', 'B-Reid', 'B-reid', 'B_REID', 'B_Reid', 'B_reid', 'b_reid']
    """
    joined = (id_.replace("_", "-"), id_.replace("-", "_"))
    cased = (str.lower, str.upper, str.title, str.capitalize)
    return {case(form) for form in joined for case in cased} - {id_}


def slips(id_: str) -> set[str]:
    """Ids that differ from this one by a letter missing, too many, wrong or swapped with the next.

    Figures, and letters that stand alone, tell alike records apart, so they are no slips; nor is
    anything in an id of a few letters.

    >>> "t-smith" in slips("t-smth"), "t-smith" in slips("t-simth"), slips("p17")
    (True, True, set())
    >>> "team-a" in slips("team-b"), "s-smith" in slips("t-smith")
    (False, False)
    """
    if sum(map(str.isalpha, id_)) < _FEWEST_LETTERS:
        return set()
    cuts = [(id_[:at], id_[at:]) for at in range(len(id_) + 1)]
    words = [(a, b) for a, b in cuts if (a[-1:] + b[:1]).isalpha() or b[:2].isalpha()]
    inner = [(a, b) for a, b in words if b[:1].isalpha() and (a[-1:] + b[1:2]).strip("-_.:@/+")]
    return {
        *(a + letter + b for a, b in words for letter in ascii_lowercase),
        *(a + b[1:] for a, b in inner),
        *(a + letter + b[1:] for a, b in inner for letter in ascii_lowercase),
        *(a + b[1] + b[0] + b[2:] for a, b in inner if b[:2].isalpha() and len(b) > 1),
    } - {id_}


def id_meant(link: Link, view: View) -> str | None:
    """A record whose id is another spelling of the one that a link gives, if there is one.

    Found by asking for each spelling, so that it costs the same in a programme of any size. One
    that is a letter off is looked for only if no other is, and for the first few links.
    """
    for spelling in sorted(spellings(link.target)):
        if _fits(spelling, link, view):
            return spelling if link.target in spellings(spelling) else None
    asked = (link.target, link.field.kinds)
    if asked not in view.sought and len(view.sought) < _MOST_SOUGHT:
        near = [id_ for id_ in slips(link.target) if _fits(id_, link, view)]
        near = [id_ for id_ in near if link.target in slips(id_)]  # as a preview relies on
        view.sought[asked] = near[0] if len(near) == 1 else None
    return view.sought.get(asked)


def _fits(id_: str, link: Link, view: View) -> bool:
    found = view.programme.get(id_)
    return found is not None and found.kind in link.field.kinds
