"""Questions and the traces of those who ask them. Knows nothing of briefings."""
