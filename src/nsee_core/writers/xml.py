"""Any text in XML 1.0, and back from it unchanged."""

from __future__ import annotations

import re

#: What XML 1.0 (section 2.2) has no way to say.
_UNSAYABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
#: That, what is markup, and the blanks that a reader would change (sections 2.11 and 3.3.3).
_SPECIAL = re.compile(f'[&<>"\t\n\r{_UNSAYABLE}]')
#: The ampersand first: the names of the others begin with one.
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_NUMBERED = {blank: f"&#{ord(blank)};" for blank in "\t\n\r"}
_SPELT = _NAMED | _NUMBERED


def escaped(text: str) -> str:
    r"""A text for an element or an attribute; what XML cannot say at all is U+FFFD.

    >>> escaped('<"&">\n'), escaped("\x00") == "\ufffd"
    ('&lt;&quot;&amp;&quot;&gt;&#10;', True)
    """
    if text.isprintable():  # so there is no blank but spaces, and nothing that XML cannot say
        for mark, name in _NAMED.items():
            text = text.replace(mark, name)
        return text
    return _SPECIAL.sub(lambda found: _SPELT.get(found[0], "\ufffd"), text)
