"""A page of a commune's site: navigation, cookies, accordions of two kinds, share links, footer."""

import html
import json

from tests.layouts.make.model import Node, Plan, load, write_gold

MENU = (
    "Ma commune",
    "Vivre à Villers",
    "Plan stratégique transversal",
    "Objectifs de développement durable",
    "Actions citoyennes",
    "Enquêtes publiques",
)
HEAD = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>Programme strat&eacute;gique transversal &mdash; Commune de Villers-le-Bouillet</title>
<meta name="description" content="Les objectifs strat&eacute;giques et les actions du Coll&egrave;ge">
<style>.visually-hidden{position:absolute;left:-9999px} .print-only{display:none} .panel[hidden]{display:none}</style>
"""
COOKIES = """<div id="cookie-banner" role="dialog" aria-label="Gestion des cookies">
<p>Ce site utilise des cookies.</p>
<ul><li>Cookies strictement nécessaires</li><li>Mesure d’audience</li></ul>
<button>Tout accepter</button> <button>Tout refuser</button>
</div>
"""
FOOT = """<aside class="related"><h2>À lire aussi</h2>
<ul><li><a href="/actu/1">Budget participatif : votez jusqu’au 15 mars</a></li>
<li><a href="/actu/2">Une nouvelle aire de jeux à Vaux</a></li></ul></aside>
<div class="share"><span>Partager</span>
<ul><li><a href="#">Partager sur Facebook</a></li><li><a href="#">Envoyer par courriel</a></li>
<li><a href="#">Imprimer la page</a></li></ul></div>
<p class="updated">Mise à jour le 3 février 2026</p>
</main>
<footer><p>Administration communale de Villers-le-Bouillet</p>
<p>Rue des Marronniers 16, 4530 Villers-le-Bouillet &middot; <a href="/contact">Nous contacter</a></p>
<ul><li>Accessibilité</li><li>Mentions légales</li><li>Plan du site</li></ul></footer>
</body>
</html>
"""


def page() -> Plan:
    plan = load("html-page")
    nodes = plan.nodes()
    actions = [node for node in nodes if node.level == "action"]
    linked = {"@context": "https://schema.org", "@type": "WebPage", "mentions": [node.text for node in actions[:3]]}
    parts = [
        HEAD,
        f'<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script>\n</head>\n<body>',
    ]
    parts.append('<a class="visually-hidden" href="#main">Aller au contenu principal</a>')
    parts.append(COOKIES)
    entries = "".join(f'<li><a href="/{at}">{entry}</a></li>' for at, entry in enumerate(MENU))
    parts.append(f'<header><p class="site">Commune de Villers-le-Bouillet</p><nav><ul>{entries}</ul></nav></header>')
    parts.append(f'<div class="mobile-menu" aria-hidden="true" style="display:none"><ul>{entries}</ul></div>')
    parts.append(
        '<nav class="breadcrumb"><ol><li>Accueil</li><li>Ma commune</li><li>Administration</li><li>PST</li></ol></nav>'
    )
    parts.append('<main id="main"><h1>Programme stratégique transversal 2024-2030</h1>')
    parts.extend(f"<p>{_escaped(line)}</p>" for line in plan.blocks["intro"])
    anchors = "".join(
        f'<li><a href="#os{node.number}">OS {node.number}</a> {_escaped(node.text)}</li>'
        for node in nodes
        if node.level == "os"
    )
    parts.append(f'<nav class="toc" aria-label="Dans cette page"><p>Dans cette page</p><ul>{anchors}</ul></nav>')
    parts.extend(_volet(root) for root in plan.roots)
    hidden = "".join(f"<li>{_escaped(node.text)}</li>" for node in actions[:4])
    parts.append(f'<div class="print-only" style="display:none"><h2>Version imprimable</h2><ul>{hidden}</ul></div>')
    parts.append(f"<template><ul>{hidden}</ul></template>")
    parts.append(FOOT)
    plan.target().write_text("\n".join(parts), encoding="utf-8")
    write_gold(plan)
    return plan


def _escaped(text: str) -> str:
    """Half of the marks as entities, as an editor pastes them."""
    return (
        html.escape(text, quote=False).replace("\u00a0", "&nbsp;").replace("’", "&rsquo;").replace("é", "&eacute;", 1)
    )


def _volet(volet: Node) -> str:
    body = "\n".join(_details(node) if volet.kind == "externe" else _panel(node) for node in volet.children)
    return f"<h2>{_escaped(volet.text)}</h2>\n{body}"


def _details(strategic: Node) -> str:
    inner = "\n".join(
        f"<h3>OO {node.number} : {_escaped(node.text)}</h3>\n{_list(node)}" for node in strategic.children
    )
    return (
        f'<details id="os{strategic.number}"><summary>Objectif stratégique {strategic.number}&nbsp;: '
        f"{_escaped(strategic.text)}</summary>\n{inner}\n</details>"
    )


def _panel(strategic: Node) -> str:
    inner = "\n".join(
        f"<p><strong>Objectif opérationnel {node.number}</strong><br><strong>{_escaped(node.text)}</strong></p>\n"
        f"{_list(node)}"
        f'<p class="more"><a href="/oo/{node.number}">En savoir plus</a></p>'
        for node in strategic.children
    )
    return (
        f'<div class="accordion" id="os{strategic.number}"><button aria-expanded="false" class="accordion-button">'
        f"<span>OS {strategic.number}</span> {_escaped(strategic.text)}</button>\n"
        f'<div class="panel" hidden>\n{inner}\n</div></div>'
    )


def _list(objective: Node) -> str:
    items = []
    for action in objective.children:
        text = _escaped(action.text).replace("tique partagé entre deux", "tique<br>partagé entre deux")
        nested = "".join(f"<li>{_escaped(child.text)}</li>" for child in action.children)
        items.append(f"<li>{text}{f'<ul>{nested}</ul>' if nested else ''}</li>")
    return "<ul>" + "\n".join(items) + "</ul>"
