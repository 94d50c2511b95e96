"""Examples of requests and answers for the OpenAPI document; a test holds each against its schema."""

from typing import Any

_QUOTE = "Ouvrir une maison de quartier"
_CITATION: dict[str, Any] = {
    "n": 1,
    "document": "andenne.pdf",
    "title": "Programme stratégique transversal 2025-2030",
    "organisation": "CPAS d'Andenne",
    "breadcrumb": ["Volet externe : les politiques", "Soutenir les jeunes"],
    "node": "andenne.pdf#12",
    "level": "action",
    "quote": _QUOTE,
    "start": 1204,
    "end": 1204 + len(_QUOTE),
    "line": 42,
    "page": 7,
    "state": "verified",
}
_TEXT = f"**1 action** répond à la question.\n\n- {_QUOTE} [1]"
_CONTENT = f"{_TEXT}\n\n**Sources**\n\n1. CPAS d'Andenne — andenne.pdf, page 7"
_ANSWER: dict[str, Any] = {
    "question": "Quelles actions visent la jeunesse ?",
    "audience": "agent",
    "intent": "liste",
    "status": "answered",
    "mode": "extractive",
    "model": None,
    "answer": _TEXT,
    "citations": [_CITATION],
    "notices": [],
    "followups": ["Et à Huy ?"],
    "total": 1,
    "understood": "actions ; thème : jeunesse ; tous les CPAS",
    "timings_ms": {"total": 84.0},
}
_DOCUMENT: dict[str, Any] = {
    "id": "andenne.pdf",
    "file": "andenne.pdf",
    "kind": "pst",
    "title": "Programme stratégique transversal 2025-2030",
    "organisation": "CPAS d'Andenne",
    "organisation_evidence": "CPAS d'Andenne",
    "period": {"start": 2025, "end": 2030},
    "dates": {"adoption": "2025-10-14"},
    "term": None,
    "nodes": 96,
    "visibility": "public",
    "sha256": "0" * 64,
    "ingested_at": "2026-01-15T09:30:00Z",
    "warnings": [],
}
_NODE: dict[str, Any] = {
    "id": "andenne.pdf#12",
    "parent": "andenne.pdf#11",
    "level": "action",
    "kind": None,
    "number": None,
    "text": _QUOTE,
    "start": 1204,
    "end": 1204 + len(_QUOTE),
    "line": 42,
    "end_line": 42,
    "page": 7,
    "dps_priority": None,
    "attributes": {},
    "themes": ["jeunesse"],
    "references": [],
    "confidence": 0.95,
    "reason": "",
    "doubtful": False,
}
_PERIOD = {"start": 2025, "end": 2030}
_CHECK = {
    "id": "structure.os_sans_oo",
    "label": "Chaque objectif stratégique a un objectif opérationnel",
    "severity": "erreur",
    "ok": True,
    "detail": "3 objectifs stratégiques sur 3.",
}
_PLAN = {
    "source": "huy-dps.pdf",
    "title": "Projet de PST",
    "organisation": "CPAS de Huy",
    "period": _PERIOD,
    "kind": "brouillon",
    "nodes": [{"id": "os1", "parent": None, "level": "os", "text": "Être un CPAS qui loge"}],
    "items": [],
    "coverage": [],
    "checks": [_CHECK],
    "model": None,
}

_FOUND = {
    "document": "andenne.pdf",
    "organisation": "CPAS d'Andenne",
    "breadcrumb": _CITATION["breadcrumb"],
    "node": "andenne.pdf#12",
    "level": "action",
    "text": _QUOTE,
    "line": 42,
    "start": 1204,
    "end": 1204 + len(_QUOTE),
    "score": 0.91,
    "lexical": 0.8,
    "dense": 0.86,
}

REQUESTS: dict[tuple[str, str], Any] = {
    ("post", "/v1/chat/completions"): {
        "model": "pst-agent",
        "messages": [{"role": "user", "content": "Quelles actions visent la jeunesse ?"}],
    },
    ("post", "/search"): {"query": "jeunesse", "k": 5},
    ("post", "/drafts"): {"document": "huy-dps.pdf"},
    ("post", "/checks"): {"document": "andenne.pdf"},
}
"""JSON bodies, by method and route."""

RESPONSES: dict[str, Any] = {
    "/v1/models": {
        "object": "list",
        "data": [{"id": "pst-agent", "object": "model", "created": 0, "owned_by": "pst"}],
    },
    "/v1/models/{model}": {"id": "pst-agent", "object": "model", "created": 0, "owned_by": "pst"},
    "/v1/chat/completions": {
        "id": "chatcmpl-0123456789abcdef",
        "object": "chat.completion",
        "created": 1767225600,
        "model": "pst-agent",
        "choices": [
            {
                "index": 0,
                "message": {
                    "role": "assistant",
                    "content": _CONTENT,
                    "refusal": None,
                    "annotations": [
                        {
                            "type": "url_citation",
                            "url_citation": {
                                "start_index": _CONTENT.index("[1]"),
                                "end_index": _CONTENT.index("[1]") + 3,
                                "title": "CPAS d'Andenne — andenne.pdf, page 7",
                                "url": f"/document?d=andenne.pdf&de=1204&a={1204 + len(_QUOTE)}",
                            },
                        }
                    ],
                },
                "finish_reason": "stop",
                "logprobs": None,
            }
        ],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        "pst": _ANSWER,
    },
    "/search": {"results": [_FOUND]},
    "/documents": {"documents": [_DOCUMENT]},
    "/documents/{document}": {"document": _DOCUMENT, "text": None},
    "/trees/{document}": {
        "document": "andenne.pdf",
        "kind": "pst",
        "organisation": "CPAS d'Andenne",
        "period": _PERIOD,
        "nodes": [_NODE],
    },
    "/drafts": _PLAN,
    "/checks": {
        "source": "andenne.pdf",
        "organisation": "CPAS d'Andenne",
        "period": _PERIOD,
        "kind": "pst",
        "checks": [_CHECK],
    },
    "/health/live": {"status": "vivant"},
    "/health": {"status": "prêt", "ready": True, "findings": []},
    "/health/ready": {"status": "prêt", "ready": True, "findings": []},
    "/metrics": 'pst_requests_total{method="POST",route="/search",status="200"} 3.0\n',
    "/audit": {
        "requests": [
            {
                "at": "2026-01-15T09:30:00+00:00",
                "request": "0123456789abcdef",
                "label": "Intranet",
                "role": "agent",
                "method": "POST",
                "route": "/v1/chat/completions",
                "status": 200,
                "ms": 84.2,
                "count": 1,
            }
        ]
    },
}
"""Answers, by route."""
