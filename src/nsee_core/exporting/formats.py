"""What a format of an export is: a name, where it writes, what for, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import attrs

from nsee_core.programme import Programme
from nsee_core.protocol import Protocols
from nsee_core.writers.about import About
from nsee_core.writers.crate import Standard


@attrs.frozen
class Matter:
    """What there is to write."""

    whole: Programme
    """The programme as it is, which is judged and never written."""
    outgoing: Programme
    """What leaves of it."""
    protocols: Protocols
    """Every protocol that is known."""
    about: About = attrs.field(factory=About)
    """What is said of the records where they are published."""


#: What is left out, by the path that it would have, and why: the end of a sentence.
LeftOut = Mapping[str, str]


class Library(NamedTuple):
    """A library that a format needs, and the extra of this package that installs it."""

    module: str
    extra: str


@attrs.frozen
class Exported:
    """What an export wrote, and what it left out."""

    paths: tuple[str, ...]
    """What stands in the folder, in order: files, and folders with a slash at the end."""
    left_out: LeftOut = attrs.field(factory=dict)
    """What does not, by the path that it would have, and why."""


@attrs.frozen
class Format:
    """One format of an export."""

    name: str
    path: str
    """The file that it writes, or the folder, which ends in a slash."""
    about: str
    """What it is for, in a sentence without a full stop."""
    write: Callable[[Matter, Path], LeftOut | None]
    """Writes to the path; nothing at all where there is nothing to write. Of a folder it may say
    which files in it are left out."""
    standard: Standard | None = None
    library: Library | None = None

    @property
    def missing(self) -> Library | None:
        """The library that it needs, if that is not installed."""
        here = self.library is None or find_spec(self.library.module) is not None
        return None if here else self.library
