"""Training the heads that stand on the frozen encoder; started by `scripts/train_heads`."""
