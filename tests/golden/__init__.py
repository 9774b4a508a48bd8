"""Pictures of every printed sheet, approved by eye."""
