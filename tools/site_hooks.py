"""What MkDocs does to each page: examples with output are coloured as what a prompt shows.

They are fenced as ``python``, so that the tests run them.
"""

import re
from typing import Any

_SESSION = re.compile(r"^```python\n(>>> .*?)\n*^```$", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401 - MkDocs gives page, config and files
    """The page with its examples as sessions, and their empty lines empty."""
    return _SESSION.sub(_shown, markdown)


def _shown(session: re.Match[str]) -> str:
    return f"```pycon\n{session[1].replace('<BLANKLINE>', '')}\n```"
