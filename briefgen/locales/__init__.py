"""gettext catalogues: `site` for the interface of the built site, `findings` for what the editor reads."""
