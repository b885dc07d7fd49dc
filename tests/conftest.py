"""How hard hypothesis looks: anew at every run, or the same at every run (CI)."""

import os

from hypothesis import settings

settings.register_profile("dev", max_examples=50, deadline=None, print_blob=True)
settings.register_profile(
    "ci",
    max_examples=20,
    deadline=None,
    print_blob=True,
    derandomize=True,  # a red build is due to the change, not to chance
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
