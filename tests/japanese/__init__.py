"""Tests of the Japanese text tools."""
