"""Refuting a claim: points that satisfy its hypotheses, and values at them in exact or interval arithmetic."""
