"""Seven published accounts of collaborative enquiry, as records."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nsee_core.programme import Programme, UnknownRecord
from nsee_core.records import Cycle
from nsee_core.reference.loading import account_files, shelf, shipped, with_their_links

#: Ends the note of a record whose place in the account is inferred; the rest of it is the fact.
OUR_READING = "Where this belongs is our reading."


def published_accounts() -> Mapping[str, Programme]:
    """The seven accounts by their keys, first those that tell of an enquiry cycle.

    Each holds what its source prints, as precisely as it prints it, and nothing else. No source
    says which step of an enquiry one of its sentences tells of. That is inferred: the entries
    carry the steps of ``sipp``, for its nine guiding questions are the ones that accounts are
    read with, and ``basis`` and ``note`` say that this is our reading. No cycle is said to
    follow ``sipp``: a protocol is named only where the source names one.

    Two accounts are no enquiry cycles and hold none. In them nobody enquires into anything of
    their own: neither prints a focus, a group of learners or a question. The account of Every
    Dundee Learner Matters describes a network: its parts, its aims, and who supported it, from
    when until when. That of the Lesson Study trial in England reports the figures of a
    randomised trial, which are claims and costs.

    >>> [key for key, account in published_accounts().items() if not account.of_kind("cycle")]
    ['dundee-every-dundee-learner-matters', 'eef-lesson-study-trial']
    """
    return _accounts()


def account(key: str) -> Programme:
    """One published account, with the authorities that it names.

    Raises:
        UnknownRecord: there is no account of this key.

    >>> account("berryhill-numeracy")["berryhill-numeracy"].target_group
    'Primary 4 pupils (age 8 to 9) in SIMD 1'
    """
    known = published_accounts()
    if key not in known:
        msg = f'no account has the key "{key}"; the accounts are {", ".join(known)}'
        raise UnknownRecord(msg)
    return known[key]


def all_published() -> Programme:
    """Everything that ships, together: the accounts, the areas and the claims.

    >>> all_published()
    <Programme of ... records: 32 authority, ...>
    """
    return Programme.of(shelf().values())


@cache
def _accounts() -> Mapping[str, Programme]:
    told = [(_key(name), with_their_links(shipped(name))) for name in account_files()]
    told.sort(key=lambda pair: not pair[1].of_kind(Cycle))
    return MappingProxyType(dict(told))


def _key(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".jsonl")
