"""Where elements stand on the page."""


def anchor(node: str) -> str:
    """The id that an element has on the page."""
    return f"e-{node.rsplit('#', 1)[-1]}"
