"""Characters, and nothing of the domain: documents, spans, findings, slugs, casing, collation."""
