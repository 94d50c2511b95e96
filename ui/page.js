/* What the page needs beyond Streamlit: its language, French names for Streamlit's own controls,
   and [n] marks that open their source. Runs once a page load. */
(() => {
  const root = document.documentElement;
  root.lang = "fr";
  if (root.dataset.pst) return;
  root.dataset.pst = "ready";

  const NAMES = {
    "Send message": "Envoyer la question",
    "Stop script": "Arrêter la recherche",
    "Expand sidebar": "Ouvrir le panneau latéral",
    "Collapse sidebar": "Fermer le panneau latéral",
    "Sidebar": "Panneau latéral",
    "Close": "Fermer",
    "Chat message from user": "Votre question",
    "Chat message from assistant": "Réponse de l’assistant",
    "Connection error": "Connexion perdue",
    "Streamlit server is not responding. Are you connected to the internet?":
      "L’assistant ne répond pas. Vérifiez votre connexion ; la page se rétablira d’elle-même.",
    "Page not found": "Page introuvable",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Cette adresse n’existe pas : voici la page d’accueil.",
  };

  const rename = (element) => {
    for (const attribute of ["aria-label", "title"]) {
      const french = NAMES[element.getAttribute(attribute)];
      if (french) element.setAttribute(attribute, french);
    }
  };

  const visit = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    rename(node);
    node.querySelectorAll("[aria-label], [title]").forEach(rename);
    for (const dialog of document.querySelectorAll('[role="dialog"]')) {
      const texts = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const french = NAMES[texts.currentNode.nodeValue.trim()];
        if (french) texts.currentNode.nodeValue = french;
      }
    }
  };

  visit(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") rename(change.target);
      else change.addedNodes.forEach(visit);
    }
  }).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "title"],
  });

  /* Scroll to a new question when it appears, and again once its answer stands below it:
     Streamlit alone would show the answer's end, or nothing. */
  let settled = -1;
  let moving = false;
  const settle = () => {
    const questions = document.querySelectorAll('[class*="st-key-question-"]');
    const asking = questions.length > settled || document.querySelector(".st-key-wait");
    if (document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning") {
      if (moving || !asking) return;
      moving = true;
    } else {
      if (!moving && questions.length === settled) return;
      moving = false;
      settled = questions.length;
    }
    const last = questions[questions.length - 1]?.closest(".stChatMessage");
    const target = last ?? document.querySelector(".stMainBlockContainer");
    requestAnimationFrame(() => target?.scrollIntoView({ block: "start" }));
  };
  new MutationObserver(settle).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"],
  });
  settle();

  /* A source that opens, by its title or by a mark, shows its quote in the middle of the extract. */
  document.addEventListener("toggle", (event) => {
    const extract = event.target.open && event.target.querySelector(":scope > .pst-extract");
    if (!extract) return;
    const mark = extract.querySelector("mark");
    extract.scrollTop = mark.offsetTop - Math.max(0, (extract.clientHeight - mark.offsetHeight) / 2);
  }, true);

  const show = (source) => {
    source.open = true;
    source.scrollIntoView({ block: "center" });
    source.querySelector("summary").focus({ preventScroll: true });
  };

  /* A long list of sources is empty until its area is opened: open it, and show the source
     once it has come and the area no longer grows. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#source-"]');
    if (!link) return;
    event.preventDefault();
    const id = link.getAttribute("href").slice(1);
    const found = document.getElementById(id);
    if (found) {
      show(found);
      return;
    }
    const area = link.closest('[data-testid="stChatMessage"]')?.querySelector('[class*="st-key-sources-"]');
    if (!area) return;
    let calm;
    const growth = new ResizeObserver(() => {
      clearTimeout(calm);
      calm = setTimeout(() => {
        const source = document.getElementById(id);
        if (!source) return;
        growth.disconnect();
        show(source);
      }, 150);
    });
    growth.observe(area);
    area.querySelector("summary")?.click();
  });
})();
