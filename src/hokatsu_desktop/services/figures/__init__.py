"""What the town counts of a fiscal year (数字): one module per subject, each giving rows of the same shape."""
