"""The published accounts as a folder that other tools open."""

from __future__ import annotations

from pathlib import Path

from nsee_core.exporting import Exported, export
from nsee_core.reference import all_published
from nsee_core.writers.about import About

_ABOUT = About(
    title="Published accounts of collaborative enquiry",
    description="Published accounts of collaborative enquiry between schools, the areas that they "
    "name, and the changes that were reported, as nsee-core ships them.",
)


def write_folder(folder: Path) -> Exported:
    """Write everything that ships into a folder, in every format that needs nothing missing.

    Notes are written too: all of it is published, and names no person.

    Returns:
        What stands in the folder, and what was left out.

    Raises:
        FolderInUse: the folder holds something else, which would be lost.
        OSError: the folder cannot be written.
    """
    return export(all_published(), folder, about=_ABOUT, include_sensitive=True)
