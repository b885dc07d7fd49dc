"""Finds what `make peers` runs beside Python: a few programs, and the script that draws Mermaid.

A program that is missing is installed as a Debian package where we are root, and named where not.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {
    "soffice": "libreoffice-calc",
    "chromium": "chromium",
    "dot": "graphviz",
    "npm": "npm",
}
"""Each program, and the Debian package that brings it."""

MERMAID = "mermaid@11.17.2"
SCRIPT = "package/dist/mermaid.min.js"
TARGET = Path(__file__).resolve().parents[1] / ".venv-peers" / "mermaid.min.js"


def main() -> None:
    """Find or install the programs, then fetch the script."""
    if lacking := missing():
        install(lacking)
    if lacking := missing():
        sys.exit(f"make peers needs {', '.join(lacking)}: install {', '.join(packages(lacking))}")
    fetch_mermaid()


def missing() -> list[str]:
    """The programs that are not on the PATH."""
    return [program for program in PACKAGES if shutil.which(program) is None]


def packages(programs: list[str]) -> list[str]:
    """The packages that bring these programs."""
    return [PACKAGES[program] for program in programs]


def install(programs: list[str]) -> None:
    """Install what is missing, where that is ours to do."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    print(f"Installing {', '.join(packages(programs))}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    options = ("-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0")
    for command in (("update", "-qq"), ("install", *options, *packages(programs))):
        subprocess.run((apt, *command), check=True, env=quiet, stdout=subprocess.DEVNULL)


def fetch_mermaid() -> None:
    """Keep Mermaid's own script, so that no test reaches out."""
    with tempfile.TemporaryDirectory(prefix="nsee-mermaid-") as folder:
        npm = shutil.which("npm") or "npm"
        subprocess.check_output((npm, "pack", "--silent", MERMAID), cwd=folder)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            package.extract(SCRIPT, folder, filter="data")
        shutil.copy(Path(folder) / SCRIPT, TARGET)


if __name__ == "__main__":
    main()
