"""The commands; heavy imports happen inside a command."""
