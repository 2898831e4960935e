"""The search: finds proofs, certificates, counterexamples and textbook forms. Nothing here is trusted."""
