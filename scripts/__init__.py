"""Training, evaluation and benchmarks; run from a checkout."""
