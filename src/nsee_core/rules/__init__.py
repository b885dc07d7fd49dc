"""The rules: one family a file, joined in one visible tuple."""

from nsee_core.rules import progression
from nsee_core.rules.rule import Hit, Rule, rule
from nsee_core.rules.view import View

__all__ = ["RULES", "Hit", "Rule", "View", "rule"]

#: Every rule, in the order of its code.
RULES: tuple[Rule, ...] = (*progression.RULES,)
