"""紛失時の記録: written with or without the store, from the lock screen or at work."""
