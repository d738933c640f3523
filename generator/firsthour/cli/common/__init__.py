"""What several commands need: where the runbooks are, which rules are meant, what can be shown."""
