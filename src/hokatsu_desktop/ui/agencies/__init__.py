"""機関・資源: the directory of agencies and the people at their windows."""
