"""What all tests share: a hypothesis profile that does not depend on how busy the machine is, and no silent skips."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("netsword", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("netsword")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> object:
    """Where NETSWORD_SKIPS is `refused`, as in CI, a test that is skipped has failed."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("NETSWORD_SKIPS") == "refused":
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
