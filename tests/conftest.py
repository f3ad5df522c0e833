"""What all tests share: a hypothesis profile that does not depend on how busy the machine is."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("netsword", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("netsword")
