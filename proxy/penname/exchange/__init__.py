"""One request and its response, without I/O."""
