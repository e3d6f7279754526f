"""Words that several commands say."""

TASK_HELP = "language sentiment stance reply spam argument entailment keypoint"
