"""Sheet definitions: loading and checking them, and binding their blanks to the models."""
