"""Claim sheets: plain text read into claims, checked, and reported."""
