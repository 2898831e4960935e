"""Spot checks: claims tried at points with numbers, which may refute and never prove."""
