"""How well does it answer? Questions with gold evidence, measures, runs and reports."""
