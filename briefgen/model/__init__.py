"""The nouns of a briefing as frozen values, one per file. No HTML, no paths of the built site, no input or output."""
