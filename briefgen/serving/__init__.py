"""The preview, and the watching that it shares with `build --watch`. Nothing here is in a built site."""
