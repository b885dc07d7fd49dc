"""What ships besides code: areas, published accounts and reported changes, each with its source."""

from nsee_core.reference.accounts import (
    OUR_READING,
    account,
    all_published,
    published_accounts,
)
from nsee_core.reference.areas import authorities, collaboratives, reported_claims

__all__ = [
    "OUR_READING",
    "account",
    "all_published",
    "authorities",
    "collaboratives",
    "published_accounts",
    "reported_claims",
]
