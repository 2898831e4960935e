"""Where SymPy expressions will become vectorised NumPy; there is no code here yet."""
