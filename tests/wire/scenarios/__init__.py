"""What clients do: each case runs the same directly and through penname."""
