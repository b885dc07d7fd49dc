"""Importing the library beside importing pydantic, each in processes of its own, in turns."""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from tempfile import TemporaryDirectory

PYDANTIC = "from pydantic import BaseModel"
OURS = "import nsee_core"
HEAVY = ("pandas", "networkx", "click")

#: Seconds of the processor that an import takes: steadier on a busy machine than those of a clock.
_TIMED = """\
from time import process_time
start = process_time()
{}
print(process_time() - start)
"""
_LOADED = f"{OURS}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"


def measured(rounds: int = 15) -> dict[str, float | str]:
    """The median seconds of each import, our multiple of pydantic's, and what heavy we load."""
    with TemporaryDirectory() as folder:
        env = _as_installed(folder)
        times = [
            [float(_said(_TIMED.format(work), env)) for work in (PYDANTIC, OURS)]
            for _ in range(1 + rounds)
        ]
        pydantic, ours = (median(taken) for taken in zip(*times[1:], strict=True))  # warm
        return {
            PYDANTIC: round(pydantic, 3),
            OURS: round(ours, 3),
            "ratio": round(ours / pydantic, 2),
            "heavy modules loaded": _said(_LOADED, env) or "none",
        }


def _as_installed(folder: str) -> dict[str, str]:
    """An environment in which every module is compiled once, as installing a package does."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return env | {"PYTHONPYCACHEPREFIX": folder}


def _said(code: str, env: dict[str, str]) -> str:
    return subprocess.check_output([sys.executable, "-c", code], env=env, text=True).strip()
