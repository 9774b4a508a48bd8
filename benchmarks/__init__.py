"""Speed and memory, measured and printed as one table; nothing here is a test (docs/benchmarks.md)."""
