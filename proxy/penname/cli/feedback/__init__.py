"""`penname feedback`: what was found wrongly or missed, from a report to an entry of a policy."""
