"""様式: every sheet of the town, what it is for, and printing it for handwriting."""
