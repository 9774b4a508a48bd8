"""きょう: what is due, overdue, unanswered or silent, each row leading to its exact place."""
