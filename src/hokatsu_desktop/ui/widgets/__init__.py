"""The controls every screen is built from, one module each."""
