"""The training room: how penname's own name model is made. Nothing here runs in a server."""
