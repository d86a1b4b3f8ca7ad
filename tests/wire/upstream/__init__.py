"""A faithful fake of the OpenAI and Anthropic HTTP APIs on loopback.

It knows nothing of penname: pointed at it directly, a real SDK sees what it would
see at the vendor, and that is the expected result of every run through the proxy.
Shapes follow the type definitions of openai 3.54 and anthropic 2.12.
"""
