"""W3C PROV-JSON: who did what, on which evidence, from which earlier practice or cycle."""

from nsee_core.writers.prov.document import to_prov, write_prov

__all__ = ["to_prov", "write_prov"]
