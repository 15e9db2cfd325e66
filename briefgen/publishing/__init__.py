"""From bytes to the disk: the audit, the order, atomic writes, and the memory of what was written."""
