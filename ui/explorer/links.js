/* Links of the page's own HTML lead somewhere: to an element's place in its plan, to the actions of a theme. They do
   without this script, which only spares the page a new start. Buttons that ask the assistant wait for it (explorer.css).
   A sector of the rings leads to its actions. An element that was asked for is shown. */
let shown = "";

export default function ({ data, setTriggerValue }) {
  const click = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("[data-pst-ask], [data-pst-place], [data-pst-cell]");
    if (!link) return;
    event.preventDefault();
    const { pstAsk, pstPlace, pstCell } = link.dataset;
    const to = pstAsk ? "ask" : pstPlace ? "place" : "cell";
    setTriggerValue("went", { to, node: pstAsk || pstPlace || pstCell });
  };
  document.addEventListener("click", click);
  document.documentElement.dataset.pstLinks = "ready";

  let rings;
  const sector = (event) => {
    const point = event.points?.[0];
    if (point) setTriggerValue("went", { to: "sector", node: point.id ?? "" });
  };

  /* The rest of the page may come after this: look for a while. */
  let tries = 0;
  const look = () => {
    const chart = document.querySelector(".st-key-anneaux-chart .js-plotly-plot");
    if (chart?.on && chart !== rings) {
      rings?.removeListener?.("plotly_sunburstclick", sector);
      rings = chart;
      rings.on("plotly_sunburstclick", sector);
    }
    const wanted = data?.here ? `${data.here} ${data.jump}` : "";
    const here = wanted !== shown && wanted && document.getElementById(data.here);
    if (here) {
      shown = wanted;
      for (let box = here; box; box = box.parentElement?.closest("details")) box.open = true;
      here.scrollIntoView({ block: "center" });
      (here.querySelector(":scope > summary") ?? here).focus({ preventScroll: true });
      // What comes above it afterwards pushes it away; the reader's own first move ends this.
      let moved = false;
      for (const sign of ["wheel", "touchmove", "keydown"]) {
        addEventListener(sign, () => { moved = true; }, { once: true, passive: true });
      }
      for (const later of [300, 900, 2000]) {
        setTimeout(() => { if (!moved) here.scrollIntoView({ block: "center" }); }, later);
      }
    }
    if (tries++ < 200) timer = setTimeout(look, 150);
  };
  let timer = setTimeout(look, 50);

  return () => {
    clearTimeout(timer);
    document.removeEventListener("click", click);
    delete document.documentElement.dataset.pstLinks;
    rings?.removeListener?.("plotly_sunburstclick", sector);
  };
}
