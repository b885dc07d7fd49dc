"""The published accounts, told by the guiding questions: what each mentions, what not."""

from nsee_core.demo.folder import write_folder
from nsee_core.demo.page import Page
from nsee_core.demo.telling import Answer, Chapter, Mention, Telling, tell

__all__ = ["Answer", "Chapter", "Mention", "Page", "Telling", "tell", "write_folder"]
