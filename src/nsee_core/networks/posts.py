"""What post somebody holds, as one of a few words, since what was typed stays in the records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

#: The posts that are told apart. Those of teachers are the grades whose duties the handbook of the
#: Scottish Negotiating Committee for Teachers sets out (SNCT Handbook, Part 2 Section 2), and with
#: them those of its Appendix 1.2 and others who work in schools.
Post = Literal[
    "headteacher",
    "depute headteacher",
    "principal teacher",
    "lead teacher",
    "teacher",
    "early years practitioner",
    "support assistant",
    "educational psychologist",
    "quality improvement officer",
    "other post",
]

#: In the singular, in small letters and without hyphens, by our word.
_CALLED: Mapping[Post, tuple[str, ...]] = {
    "headteacher": ("head teacher", "head", "ht", "head of school", "head of establishment"),
    "depute headteacher": (
        *("depute head teacher", "depute head", "depute", "dht"),
        *("deputy headteacher", "deputy head teacher", "deputy head"),
    ),
    "principal teacher": ("pt",),
    "lead teacher": (),
    "teacher": (
        *("class teacher", "classroom teacher", "main grade teacher", "primary teacher"),
        *("secondary teacher", "subject teacher", "nursery teacher", "supply teacher"),
        *("chartered teacher", "support for learning teacher", "probationer", "ct"),
    ),
    "early years practitioner": (
        *("early years officer", "early learning and childcare practitioner"),
        *("elc practitioner", "nursery nurse"),
    ),
    "support assistant": (
        *("pupil support assistant", "classroom assistant", "learning assistant"),
        *("additional support needs assistant", "asn assistant", "psa"),
    ),
    "educational psychologist": (),
    "quality improvement officer": ("qio",),
}
_POSTS: Mapping[str, Post] = {
    name: post for post, names in _CALLED.items() for name in (post, *names)
}
#: What is said before a post and makes it no other one.
_BEFORE = re.compile(r"^(?:(?:acting|interim|temporary|permanent|probationer|job shared?) )+(?=\w)")
#: What follows a post: a subject, a stage, a remark.
_AFTER = re.compile(r"(?<=teacher)(?: (?:of|for) | [ps][1-7]\b| ?[,(;:/\u2013-]).*")


def post_of(position: str | None) -> Post | None:
    """The post that somebody holds, by what was typed; None where nothing was.

    A position is typed freely, so that anything may be in it, and one post is written in many ways.
    So it is only said to which of a few well-known posts it belongs; any other is another post.

    >>> [post_of(said) for said in ("Acting Depute Head", "Head Teacher", "PT", "Teacher of maths")]
    ['depute headteacher', 'headteacher', 'principal teacher', 'teacher']
    >>> post_of("Head of English"), post_of("clerk, room 4"), post_of(None)
    ('other post', 'other post', None)
    """
    if position is None:
        return None
    joined = re.sub(r"(?<=\w)[-_](?=\w)", " ", position.casefold().replace(".", ""))
    words = " ".join(joined.split())
    post = _AFTER.sub("", _BEFORE.sub("", words)).strip()
    return _POSTS.get(post, "other post")
