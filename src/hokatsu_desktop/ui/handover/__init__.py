"""引継ぎ: giving the store away on a medium, and taking it over on another PC."""
