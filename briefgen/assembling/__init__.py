"""Entries of all files -> one immutable Briefing, and findings. Nothing after it knows of what is not visible."""
