"""The aiohttp adapter: app, handler, upstream client, config, auth."""
