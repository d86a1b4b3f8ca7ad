"""Pure text mechanics: spans, surrogate shape, JSON text, event streams, views."""
