"""The MCP server: the library and the workshop as tools of a language model's client (docs/mcp.md).

Nothing is imported here: the command line must not wait for a server that it does not start.
"""
