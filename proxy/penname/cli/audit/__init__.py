"""`penname audit`: what security teams and data protection officers do with audit logs."""
