"""`penname policy`: what security teams do with their policies."""
