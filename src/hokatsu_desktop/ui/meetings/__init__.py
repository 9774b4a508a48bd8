"""会議: calling, preparing, the board of the day, ending, and the plan that follows."""
