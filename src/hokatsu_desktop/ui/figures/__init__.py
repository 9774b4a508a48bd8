"""数字: what is counted of a fiscal year, beside the years before, with the reason why."""
