"""What all tests share: examples of hypothesis are the same on every run."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("deterministic", derandomize=True, deadline=None, database=None, max_examples=25)
settings.load_profile("deterministic")
