// The tabs, as the ARIA authoring practices have them: arrow keys move, one tab stop.
"use strict";

window.beleidTabs = (() => {
  const tabs = () => [...document.querySelectorAll("#tabs [role=tab]")];
  const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));

  function select(name, { focus = false } = {}) {
    if (!tabs().some((tab) => tab.dataset.tab === name)) return;
    document.documentElement.dataset.tab = name;
    for (const tab of tabs()) {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) tab.focus();
    }
    roles();
    document.dispatchEvent(new CustomEvent("tab", { detail: name }));
  }

  function moved(event) {
    const all = tabs();
    const at = all.indexOf(event.target);
    const to = {
      ArrowRight: (at + 1) % all.length,
      ArrowLeft: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    select(all[to].dataset.tab, { focus: true });
  }

  // Gradio makes the panels, as plain columns and one after the other: they get their role here.
  function roles() {
    for (const tab of tabs()) {
      const panel = panelOf(tab);
      panel?.setAttribute("role", "tabpanel");
      panel?.setAttribute("aria-labelledby", tab.id);
    }
  }

  function connect(element) {
    element.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) select(tab.dataset.tab);
    });
    element.addEventListener("keydown", moved);
    select(document.documentElement.dataset.tab ?? "ask");
  }

  const current = () => document.documentElement.dataset.tab;
  return { connect, roles, select, current };
})();
