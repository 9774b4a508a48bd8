"""Tests of what the user sees and touches."""
