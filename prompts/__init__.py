"""French texts shown to users or given to models, one file each, with declared variables.

A variable is declared by its use, `{name}`; a brace that is meant as such is doubled.
"""

from functools import cache
from importlib.resources import files
from string import Formatter


class PromptError(LookupError):
    """A text that does not exist, or a call that does not give it exactly its variables."""


def text(name: str, **variables: str) -> str:
    """The text of `prompts/<name>.md`, its variables filled in.

    Args:
        name: The file's name without its suffix.
        variables: A value for each variable of the text, no more and no less.

    Raises:
        PromptError: If there is no such text, or a variable is missing or unknown.
    """
    template = _template(name)
    declared = {field for _, field, _, _ in Formatter().parse(template) if field is not None}
    if missing := declared - variables.keys():
        raise PromptError(f"prompts/{name}.md: missing variables: {', '.join(sorted(missing))}")
    if unknown := variables.keys() - declared:
        raise PromptError(f"prompts/{name}.md: unknown variables: {', '.join(sorted(unknown))}")
    return template.format(**variables)


def template(name: str) -> str:
    """The text of `prompts/<name>.md` with its variables left open, for a chain that fills them in.

    Raises:
        PromptError: If there is no such text.
    """
    return _template(name)


@cache
def _template(name: str) -> str:
    try:
        return files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise PromptError(f"prompts/{name}.md cannot be read") from error
