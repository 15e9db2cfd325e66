"""What outputs may know: addresses, questions and their answers, templates, filters, strings."""
