"""Writing notes (経過), from anywhere in the program."""
