"""The two examples of each code, as they ship; run as a module, this writes the messages anew."""

from functools import cache
from pathlib import Path

from nsee_core.findings import Finding
from nsee_core.rules import RULES, Rule, reading
from nsee_core.rules.exhibits import FOLDER
from tools.pages.said import said_of

MESSAGES = Path(__file__).with_name("messages.txt")

#: Every code, whether a reader says it or a rule.
CATALOGUE: tuple[Rule, ...] = tuple(dict.fromkeys((*reading.RULES, *RULES)))
CODES = [rule.code for rule in CATALOGUE]
EXAMPLES = sorted(folder.name for folder in FOLDER.iterdir())


findings = cache(said_of)


def shown(code: str) -> Finding:
    """What the bad example is there to show."""
    return next(finding for finding in findings(code, "bad") if finding.code == code)


def messages() -> str:
    """A line for each code: how grave its bad example is, what is said of it and what to do."""
    found = ((code, shown(code)) for code in EXAMPLES)
    return "".join(
        f"{code} {finding.severity.value}: {finding.words(values=True)} | {finding.fix}\n"
        for code, finding in found
    )


if __name__ == "__main__":
    MESSAGES.write_text(messages(), "utf-8")
