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
    "Upload": "Choisir des fichiers",
    "File must be 200MB or smaller.": "Ce fichier dépasse 200 Mo : découpez-le.",
    "File must be 200.0MB or smaller.": "Ce fichier dépasse 200 Mo : découpez-le.",
    "Error:": "Erreur\u00a0: ",
    "Only one file is allowed.": "Un seul fichier est admis.",
    "Unexpected error. Please try again.": "L’envoi a échoué : recommencez.",
    "Open": "Ouvrir la liste",
    "Clear value": "Effacer le choix",
    "Clear all": "Tout effacer",
    "Select all": "Tout choisir",
    "No results": "Aucun résultat",
    "App pages": "Pages",
    "Add row": "Ajouter une rangée",
    "Delete row(s)": "Supprimer les rangées",
    "Download as CSV": "Télécharger en CSV",
    "Fullscreen": "Plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Show/hide columns": "Choisir les colonnes",
    "Search": "Chercher",
    "Add files": "Ajouter un fichier",
    "file upload": "Choisir un fichier",
    "Thumbs up": "Oui",
    "Thumbs down": "Non",
    "Feedback rating": "Votre avis",
    "Page not found": "Page introuvable",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Cette adresse n’existe pas : voici la page d’accueil.",
  };

  /* What the uploader says of one file: « plan.pdf, 1.5KB », « Remove plan.pdf ». */
  const ofFile = (words) =>
    words?.replace(/(\d+)\.(\d)([KMG]?)B$/, "$1,$2\u00a0$3o").replace(/^Remove (?=.)/, "Retirer ");

  const rename = (element) => {
    for (const attribute of ["aria-label", "title"]) {
      const words = element.getAttribute(attribute);
      const inUploader = words && element.closest('[data-testid="stFileUploader"]');
      const french = NAMES[words] ?? (inUploader ? ofFile(words) : null);
      if (french && french !== words) element.setAttribute(attribute, french);
    }
  };

  const visit = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    rename(node);
    node.querySelectorAll("[aria-label], [title]").forEach(rename);
    const worded = '[role="dialog"], [role="listbox"], [data-testid="stFileUploader"]';
    for (const part of document.querySelectorAll(worded)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const words = texts.currentNode.nodeValue;
        const french = NAMES[words.trim()] ?? (part.dataset.testid === "stFileUploader" ? ofFile(words) : null);
        if (french && french !== words) texts.currentNode.nodeValue = french;
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

  /* A question that is sent while the page is still being drawn leaves once it is: Streamlit would answer it without
     its stop button, and break off an answer that is being written. */
  const busy = () => document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning";
  const SEND = '[data-testid="stChatInput"] button:is([aria-label="Send message"], [aria-label="Envoyer la question"])';
  let held = false;
  const hold = (event) => {
    if (!busy()) return;
    held = true;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(SEND)) hold(event);
  }, true);
  document.addEventListener("keydown", (event) => {
    const typed = event.target.matches?.('[data-testid="stChatInput"] textarea');
    if (typed && event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.value.trim()) hold(event);
  }, true);
  new MutationObserver(() => {
    if (!held || busy()) return;
    held = false;
    document.querySelector(SEND)?.click();
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });

  /* A source that opens, by its title or by a mark, shows its quote in the middle of the extract. */
  document.addEventListener("toggle", (event) => {
    const extract = event.target.open && event.target.querySelector(":scope > .pst-extract");
    if (!extract) return;
    const mark = extract.querySelector("mark");
    extract.scrollTop = mark.offsetTop - Math.max(0, (extract.clientHeight - mark.offsetHeight) / 2);
  }, true);

  /* A whole document opens on the passage that is cited, and stays on it while styles and letters
     still arrive and change the lines, until the reader moves. */
  let shown = null;
  const centre = (passage) => {
    const area = passage.closest(".pst-document");
    area.scrollTop += passage.getBoundingClientRect().top - area.getBoundingClientRect().top - area.clientHeight / 3;
    const seen = passage.getBoundingClientRect();
    if (seen.bottom < 0 || seen.top > window.innerHeight) passage.scrollIntoView({ block: "center" });
  };
  new MutationObserver(() => {
    const passage = document.getElementById("passage");
    if (!passage || passage === shown) return;
    shown = passage;
    centre(passage);
    const sizes = new ResizeObserver(() => centre(passage));
    for (const one of [passage, passage.closest(".pst-document"), document.querySelector(".stMain")]) if (one) sizes.observe(one);
    const stop = () => sizes.disconnect();
    for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      document.addEventListener(moved, stop, { once: true, capture: true, passive: true });
    }
    setTimeout(stop, 10000);
  }).observe(document.body, { childList: true, subtree: true });

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

  /* Who logs in comes back to where they were: Streamlit's login always ends on the first page. The address is kept in
     this tab alone, without the site's name: it can only lead to a page of ours. */
  const RETURN = "pst-retour";
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.('[class*="st-key-login"] button')) return;
    sessionStorage.setItem(RETURN, location.pathname + location.search);
  }, true);
  if (!sessionStorage.getItem(RETURN)) return;
  const back = new MutationObserver(() => {
    if (!document.querySelector(".st-key-logout")) return;
    back.disconnect();
    const kept = sessionStorage.getItem(RETURN);
    sessionStorage.removeItem(RETURN);
    if (/^\/(?!\/)/.test(kept) && kept !== location.pathname + location.search) location.replace(location.origin + kept);
  });
  back.observe(document.body, { childList: true, subtree: true });
})();
