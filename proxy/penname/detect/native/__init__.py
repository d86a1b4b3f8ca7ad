"""Names of people in scripts other than Latin, by tables and shapes: no model has learnt them."""
