"""One file in, an entry and its findings out. Pure: no file is opened here, no other entry is known, nothing raises."""
