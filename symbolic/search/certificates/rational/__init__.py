"""Over the rational numbers: linear algebra, linear programs, sums of squares of polynomials."""
