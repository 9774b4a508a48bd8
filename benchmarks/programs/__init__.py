"""The processes that are measured from outside; each prints one line of JSON when it is where it should be."""
