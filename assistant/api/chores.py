"""What chat clients ask beside their users' questions: a title for the conversation, labels, next questions.

They put it to the model as if a user had asked. It is no question about the plans: the answer is made without the
library, empty rather than invented. The shape is Open WebUI's (`### Task:`, a wanted JSON object, `<chat_history>`).
"""

import json
import re

from assistant.privacy import mask

_TASK = "### Task:"
_WANTED = re.compile(r"\{[ \t\n]{0,40}\"(\w{1,40})\"[ \t]{0,40}:[ \t\n]{0,40}(\"|\[)")
_OPENS, _CLOSES = "<chat_history>", "</chat_history>"
_SPEAKER = re.compile(r"[ \t]*(user|assistant):(.*)", re.IGNORECASE)
_READ = 8000
"""So many characters are read of a task, and of its history: a client may send a megabyte."""
_LONGEST = 60
NO_TITLE = "Plans stratégiques"


def chore(text: str, *, alone: bool = True) -> str | None:
    """What to answer to a chore.

    Args:
        text: The last message of a user.
        alone: Whether nothing was said before: a chore comes alone.

    Returns:
        The JSON object that is wanted, or None where the message is a question like any other.
    """
    if not alone or not text.startswith(_TASK):
        return None
    begins = text.find(_OPENS, 0, _READ)
    ends = text.find(_CLOSES, begins) if begins >= 0 else -1
    if ends < 0:
        return None
    wanted = _WANTED.search(text[:_READ])
    if wanted is None:
        return "{}"
    name, opening = wanted.groups()
    begins += len(_OPENS)
    value = _title(text[begins : min(ends, begins + _READ)]) if opening == '"' else []
    return json.dumps({name: value}, ensure_ascii=False)


def _title(history: str) -> str:
    """The first question of the conversation, cut at a word."""
    words = mask(" ".join(_first_question(history).split()))
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return words or NO_TITLE


def _first_question(history: str) -> str:
    said: list[str] = []
    for line in history.splitlines():
        speaker = _SPEAKER.match(line)
        if speaker is None:
            said += [line] if said else []
        elif any(one.strip() for one in said):
            break
        else:
            said = [speaker.group(2)] if speaker.group(1).lower() == "user" else []
    return "\n".join(said)
