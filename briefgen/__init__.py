"""briefgen: a folder of source articles in, a static briefing site out."""

__version__ = "0.1.0"
