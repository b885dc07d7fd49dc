"""What Griffe is told of the package, so that the API page shows it as Python has it."""

import re
from typing import Any

from griffe import Alias, Extension, Module, Object

import nsee_core

_EXAMPLE = re.compile(r"^>>> .*?(?=\n\n(?! *>>>)|\Z)", re.MULTILINE | re.DOTALL)


class PublicApi(Extension):
    """Follows public names to where they are defined, and finds the examples in docstrings."""

    def on_package(self, *, pkg: Module, **_: Any) -> None:  # noqa: ANN401 - whatever else it gives
        """Point each public name at its object: some submodules have the name of a function."""
        for name in nsee_core.__all__:
            public = getattr(nsee_core, name)
            home, defined = getattr(public, "__module__", ""), getattr(public, "__qualname__", "")
            if defined == name and home.startswith(pkg.path):
                pkg.set_member(name, Alias(name, f"{home}.{name}", parent=pkg))

    def on_object(self, *, obj: Object, **_: Any) -> None:  # noqa: ANN401 - whatever else it gives
        """Put the examples at the end of a docstring under the heading that Griffe looks for."""
        if obj.docstring and "Example" not in obj.docstring.value:
            obj.docstring.value = _EXAMPLE.sub(_under_heading, obj.docstring.value, count=1)


def _under_heading(examples: re.Match[str]) -> str:
    lines = examples[0].splitlines()
    return "\n".join(("Examples:", *(f"    {line}".rstrip() for line in lines)))
