"""Where text lives in each provider's requests, responses and events: tables."""
