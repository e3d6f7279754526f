"""Trains, measures and exports the multi-task model: `scripts/train_tasks`, `scripts/export_tasks`."""
