"""A programme as a folder in many formats, for repositories, colleagues and other tools."""

from nsee_core.exporting.catalogue import FORMATS, UnknownExport
from nsee_core.exporting.folders import FolderInUse
from nsee_core.exporting.formats import Exported, Format
from nsee_core.exporting.writing import Undated, export

__all__ = ["FORMATS", "Exported", "FolderInUse", "Format", "Undated", "UnknownExport", "export"]
