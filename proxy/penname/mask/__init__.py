"""Values to surrogates and back: vault, masking, the streaming Restorer."""
