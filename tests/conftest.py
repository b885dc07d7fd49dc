"""How hard hypothesis looks: a little anew at every run, or more and the same (CI)."""

import os

from hypothesis import settings

settings.register_profile("dev", max_examples=50, deadline=None, print_blob=True)
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    print_blob=True,
    derandomize=True,  # a red build is due to the change, not to chance
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
