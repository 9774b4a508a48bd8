"""How the program starts, asks, unlocks and ends."""
