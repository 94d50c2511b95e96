"""Which function does which task."""

from assistant.administration import changing
from assistant.administration.changing import Announce
from assistant.administration.evaluating import evaluate
from assistant.administration.status import Line
from assistant.administration.tasks import Add, Correct, Evaluate, Lane, Rebuild, Remove, Retag, Task, Undo, lane_of
from assistant.service import Assistant
from assistant.settings import load_settings
from vectorstore.snapshot import Progress


def perform(task: Task, progress: Progress, announce: Announce, service: Assistant | None = None) -> list[Line]:
    """Do a task.

    Args:
        task: What to do.
        progress: Told of the stages.
        announce: Told the name of each document or question as its turn comes.
        service: The installation; the settings' own where it is None.

    Returns:
        What came of it.

    Raises:
        PstError: If it cannot be done: then nothing has changed.
    """
    installed = service or Assistant(load_settings())
    if lane_of(task) is Lane.LIBRARY:
        changing.settle(installed)
    match task:
        case Add():
            return changing.add(installed, task, progress, announce)
        case Remove():
            return changing.remove(installed, task, progress, announce)
        case Rebuild():
            return changing.rebuild(installed, task, progress, announce)
        case Correct():
            return changing.correct(installed, task, progress, announce)
        case Undo():
            return changing.undo(installed, task, progress, announce)
        case Retag():
            return changing.retheme(installed, task, progress, announce)
        case Evaluate():
            return evaluate(installed, task, progress, announce)
