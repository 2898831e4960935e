"""Inequalities that a term may be made of: tangents, averages, parts of sums, Cauchy, combinations of hypotheses."""
