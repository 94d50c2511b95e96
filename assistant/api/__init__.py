"""The HTTP API: a chat that any OpenAI client speaks to, and the product's own resources (docs/api.md).

Nothing is imported here: the command line must not wait for a web server that it does not start.
"""
