"""The verifier: whether a protocol can be completed, what quarrels in it, and an example of it."""

from nsee_core.verifier.exemplars import NoExemplar, exemplar
from nsee_core.verifier.verifying import Implication, Verification, verify

__all__ = ["Implication", "NoExemplar", "Verification", "exemplar", "verify"]
