"""How hard hypothesis looks: anew at every run, or the same at every run (CI)."""

import os

import pytest
from hypothesis import settings

settings.register_profile("dev", max_examples=50, deadline=None, print_blob=True)
settings.register_profile(
    "ci",
    max_examples=12,
    deadline=None,
    print_blob=True,
    derandomize=True,  # a red build is due to the change, not to chance
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.hookimpl(trylast=True)  # once the plugin of hypothesis has marked its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no lines while properties run, of which coverage takes most of the time.

    So what is counted as covered is what an example that somebody chose goes through.
    """
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker(pytest.mark.no_cover)
