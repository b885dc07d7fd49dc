"""Libraries that only some formats need, and that are installed when they are asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(ImportError):
    """A format was asked for whose library is not installed."""


def needs(module: str, extra: str) -> ModuleType:
    """A module of an optional library.

    Args:
        module: the module, such as ``"openpyxl"``.
        extra: the extra of this package that installs it, such as ``"excel"``.

    Raises:
        MissingExtra: it is not installed.

    >>> needs("no_such_library", "excel")
    Traceback (most recent call last):
    ...
    nsee_core.extras.MissingExtra: this needs no_such_library; install it with
    pip install "nsee-core[excel]"
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != module.split(".", maxsplit=1)[0]:
            raise  # it is there, and lacks something itself
        library = module.split(".", maxsplit=1)[0]
        msg = f'this needs {library}; install it with pip install "nsee-core[{extra}]"'
        raise MissingExtra(msg, name=library) from None
