"""What detection finds and what it leaves alone, side by side with stock Presidio."""
