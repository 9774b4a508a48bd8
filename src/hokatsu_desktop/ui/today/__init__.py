"""きょう: what is due, unanswered or silent."""
