"""The form of one sheet on the screen, built from its definition."""
