"""Text to spans: the Presidio engine, own recognizers, cache, worker processes."""
