"""Quadratic forms, also over symbolic sizes, as sums of squares with weights that are not negative."""
