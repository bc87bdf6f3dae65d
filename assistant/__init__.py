"""What do we answer? Question analysis, reading, verification and refusal."""
