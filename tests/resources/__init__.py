"""Tests of the shipped definition files."""
