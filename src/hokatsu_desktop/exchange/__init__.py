"""Excel, Word and CSV: what leaves the program to be worked on elsewhere."""
