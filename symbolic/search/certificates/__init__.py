"""Certificates for signs and quadratic forms: terms, equal by an identity, whose sign the kernel can read off."""

from symbolic.search.certificates.definite import definite
from symbolic.search.certificates.piecewise import by_signs
from symbolic.search.certificates.product_proofs import equal_by_products, signed_by_products
from symbolic.search.certificates.sign_proofs import signed

__all__ = ["by_signs", "definite", "equal_by_products", "signed", "signed_by_products"]
