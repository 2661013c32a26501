"""How long properties are searched: `--hypothesis-profile=long` looks thirty times as hard."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("usual"), max_examples=3000)
settings.load_profile("usual")
