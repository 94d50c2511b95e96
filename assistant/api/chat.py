"""`/v1`: the assistant as a model that any OpenAI client can talk to."""

import time
import uuid
from dataclasses import dataclass
from threading import Event
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.access import Role
from assistant.answer import Answer, Audience, Usage
from assistant.api import chores
from assistant.api.callers import Caller
from assistant.api.chat_records import (
    CITIZEN_MODEL,
    LONGEST_QUESTION,
    STAFF_MODEL,
    ChatCompletion,
    ChatRequest,
    Choice,
    Model,
    Models,
    ReplyMessage,
    StreamOptions,
    TokenUsage,
)
from assistant.api.problems import FieldProblem, problem
from assistant.api.rendering import Rendered, render
from assistant.api.state import Api, Called, Held, counted
from assistant.api.stream import SSE, Head, chunks, events
from assistant.api.turns import Conversation, Replay, conversation
from assistant.api.work import Tell

router = APIRouter(prefix="/v1", tags=["Dialogue (protocole d'OpenAI)"])
_AUDIENCES: dict[str, Audience] = {STAFF_MODEL: "agent", CITIZEN_MODEL: "citoyen"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered: an answer of ours, or a chore's text alone."""

    rendered: Rendered
    answer: Answer | None = None

    @property
    def usage(self) -> TokenUsage:
        """What it cost."""
        spent = (self.answer.usage if self.answer is not None else None) or Usage()
        return TokenUsage(
            prompt_tokens=spent.prompt_tokens,
            completion_tokens=spent.completion_tokens,
            total_tokens=spent.prompt_tokens + spent.completion_tokens,
        )


@router.get("/models", summary="Les modèles que votre clé peut utiliser")
async def models(caller: Called) -> Models:
    """« pst-agent » pour les agents, « pst-citoyen » pour le public : à qui la réponse s'adresse."""
    return Models(data=tuple(Model(id=one) for one in _usable(caller)))


@router.get("/models/{model}", summary="Un modèle", response_model=Model)
async def model_named(model: str, request: Request, caller: Called) -> Model | JSONResponse:
    """Le modèle, s'il existe et que votre clé peut l'utiliser."""
    return Model(id=model) if model in _usable(caller) else _no_model(request, model)


@router.post(
    "/chat/completions",
    summary="Poser une question",
    response_model=ChatCompletion,
    responses={200: {"content": {SSE: {"schema": {"type": "string"}}}}},
)
async def complete(asked: ChatRequest, request: Request, api: Held, caller: Called) -> Response:
    """Répond à la dernière question de la conversation, avec ses sources (`annotations`) et la réponse entière (`pst`).

    Au fil de l'eau (`stream`), le texte n'est envoyé qu'une fois vérifié dans les sources ; en attendant, l'avancement
    est dit dans des commentaires SSE, et `pst`, s'il est grand, n'est envoyé que demandé
    (`stream_options.include_pst`). Les champs sans objet ici (température, outils…) sont ignorés, comme les messages
    « system ».
    """
    if asked.model not in _AUDIENCES:
        return _no_model(request, asked.model)
    if asked.model not in _usable(caller):
        return problem(request, 403, f"Le modèle « {asked.model} » est réservé aux agents.", code="model_not_allowed")
    said = conversation(asked.messages)
    head = Head(f"chatcmpl-{uuid.uuid4().hex}", int(time.time()), asked.model)
    options = asked.stream_options or StreamOptions()
    task = chores.chore(said.question, alone=not said.before)
    if task is not None:  # no work: it waits for no thread
        done = Reply(Rendered(task))
        if asked.stream:
            return StreamingResponse(chunks(head, done, options), media_type=SSE)
        return JSONResponse(_completion(head, done))
    wrong = _wrong(said)
    if wrong is not None:
        return problem(request, 400, wrong, errors=(FieldProblem(champ="messages", message=wrong),))

    def use(stop: Event, tell: Tell) -> Reply:
        return _answer(api, caller, asked.model, said, stop, tell)

    if asked.stream:
        running = api.work.start(use)
        told: list[str] = []
        try:  # what fails at once is told by its status
            first = await running.begun(request.is_disconnected)
            if first is None:
                running.result.result()
            else:
                told.append(first)
        except BaseException:
            running.abandon()
            raise
        stream = events(head, running, told, caller.role, options, after=lambda reply: _noted(request, api, reply))
        return StreamingResponse(stream, media_type=SSE, headers={"X-Accel-Buffering": "no"})
    reply = await api.work.run(use, request.is_disconnected)
    _noted(request, api, reply)
    return JSONResponse(_completion(head, reply))


def _usable(caller: Caller) -> tuple[str, ...]:
    return (STAFF_MODEL, CITIZEN_MODEL) if caller.role.may(Role.STAFF) else (CITIZEN_MODEL,)


def _no_model(request: Request, name: str) -> JSONResponse:
    known = f"Modèles connus : « {STAFF_MODEL} », « {CITIZEN_MODEL} »."
    wrong = FieldProblem(champ="model", message=known)
    shown = "".join(one if one.isprintable() else " " for one in name)[:80]
    return problem(
        request, 404, f"Le modèle « {shown} » n'existe pas. {known}", errors=(wrong,), code="model_not_found"
    )


def _wrong(said: Conversation) -> str | None:
    """What keeps a conversation from being answered."""
    if not said.question:
        return "Il n'y a pas de question : il faut un message « user » avec du texte."
    if len(said.question) > LONGEST_QUESTION:
        return f"La question est trop longue : {LONGEST_QUESTION} caractères au plus."
    return None


def _answer(api: Api, caller: Caller, model: str, said: Conversation, stop: Event, tell: Tell) -> Reply:
    audience = _AUDIENCES[model]
    # Who asks as a citizen sees what a citizen sees.
    service = api.service.seen_by(caller.role if audience == "agent" else Role.CITIZEN)
    replay = Replay(service, audience, api.memory)
    history = replay.turns(said.before, stop)
    answer = service.ask(said.question, audience=audience, history=history, progress=tell, stop=stop)
    rendered = render(answer, api.settings.api_public_url)
    replay.remember(answer, said.question, rendered.content)
    return Reply(rendered, answer)


def _noted(request: Request, api: Api, reply: Reply) -> None:
    if reply.answer is not None:
        counted(request, len(reply.answer.citations))
        api.metrics.answer(reply.answer.status, reply.answer.mode)


def _completion(head: Head, reply: Reply) -> dict[str, Any]:
    message = ReplyMessage(content=reply.rendered.content, annotations=reply.rendered.annotations)
    whole = ChatCompletion(
        id=head.id,
        created=head.created,
        model=head.model,
        choices=(Choice(message=message),),
        usage=reply.usage,
        pst=reply.answer,
    )
    return whole.model_dump(mode="json")
