// What the page does in the browser; the answers and the source come from the server as HTML.
"use strict";

// Gradio takes its language, and with it the lang of the page, from the browser. This page is Dutch
// whatever the browser speaks, and so are Gradio's own messages. Runs before Gradio does.
Object.defineProperty(navigator, "language", { get: () => "nl" });
Object.defineProperty(navigator, "languages", { get: () => ["nl"] });

window.beleidPage = (() => {
  let opener = null; // the button that opened the source, to go back to
  let lastField = null; // of the form, which is made anew at every change
  let patience = 0; // the timer of an answer that takes long
  let waiting = 0; // the timer of a change that is yet to be sent
  const unfolded = new Map(); // schemes that the reader opened or closed
  let grown = null; // the turn that a model is still writing
  let stepped = null; // the step button in use, to keep the focus on it
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const narrow = () => matchMedia("(max-width: 899px)").matches;
  const scroll = (node, block) => node.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block });

  function say(text) {
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = text;
  }

  // What a waiting reader sees stands in the style sheet; who cannot see it hears the same.
  function busy(on) {
    const conversation = document.getElementById("conversation-column");
    if (!conversation) return;
    clearTimeout(patience);
    conversation.classList.remove("long");
    conversation.classList.toggle("busy", on);
    if (!on) return;
    say("De assistent zoekt in de tekst …");
    patience = setTimeout(() => {
      conversation.classList.add("long");
      say("Uw vraag is aangekomen. Het duurt langer dan anders; u hoeft niets te doen.");
    }, 4000);
  }

  // After a question, answered or not: a question that cannot be read leaves a message.
  function done() {
    busy(false);
    const message = document.querySelector("#message span");
    if (!message) return;
    say(message.textContent);
    // The question box stays at the foot of the window and would lie over it.
    message.scrollIntoView({ block: "center" });
  }

  // Gradio says so in English, and loads the page again once the server answers: then nothing that was
  // asked has arrived, whatever the waiting reader was told.
  const LOST = "De verbinding is weg. Zodra de assistent weer bereikbaar is, opent deze pagina opnieuw. Stel uw vraag dan nog een keer.";
  function lost() {
    busy(false);
    document.getElementById("conversation-column")?.classList.add("lost");
    say(LOST);
  }

  new MutationObserver(() => {
    for (const button of document.getElementsByClassName("toast-close")) {
      if (button.ariaLabel === "Close") button.ariaLabel = "Sluiten";
    }
    for (const text of document.getElementsByClassName("toast-message-text")) {
      if (!text.textContent.startsWith("Connection to the server was lost")) continue;
      text.textContent = LOST;
      lost();
    }
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });

  // Gradio shows the message; who cannot see it hears it.
  function refused(detail) {
    busy(false);
    say(typeof detail === "string" ? detail : "Uw vraag is niet aangekomen. Probeer het opnieuw.");
  }

  // The marks of what the source panel shows are pressed.
  function syncMarks() {
    const shown = document.getElementById("source")?.dataset ?? {};
    for (const button of document.querySelectorAll("#conversation [data-document], #check [data-document]")) {
      const same = ["document", "start", "end"].every((key) => button.dataset[key] === shown[key]);
      button.setAttribute("aria-pressed", String(same));
    }
  }

  function showQuote() {
    const paper = document.querySelector("#source .paper");
    const quote = paper?.querySelector("mark");
    if (!paper) return;
    // Only the panel scrolls: the reader keeps the answer in view.
    if (quote) {
      const offset = quote.getBoundingClientRect().top - paper.getBoundingClientRect().top;
      paper.scrollTop += offset - paper.clientHeight / 4;
    }
  }

  async function copy(button) {
    const label = button.querySelector("span");
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = "Gekopieerd";
    } catch {
      label.textContent = "Kopiëren mag niet in deze browser";
    }
    say(label.textContent);
    setTimeout(() => (label.textContent = before), 2500);
  }

  // The file is made here, from what the server sent with the page: nothing more is asked for.
  function save(text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    link.download = "gesprek-beleidsassistent.md";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say("Het gesprek is bewaard als bestand.");
  }

  function clicked(event, trigger) {
    const link = event.target.closest("a[data-open]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      window.beleidDocument.open(JSON.parse(link.dataset.open));
      return;
    }
    const button = event.target.closest("button");
    if (!button || button.disabled) return;
    const data = button.dataset;
    if (data.questions !== undefined) {
      busy(true);
      trigger("ask", { questions: JSON.parse(data.questions) });
    } else if (data.document !== undefined) {
      if (button.closest("#conversation, #check")) opener = button;
      stepped = data.step ?? null;
      trigger("show", { document: data.document, start: Number(data.start), end: Number(data.end) });
    } else if (data.export !== undefined) {
      save(data.export);
    } else if (data.copy !== undefined) {
      copy(button);
    } else if (data.check !== undefined) {
      lastField = "check"; // the whole form is new: start at its top
      if (!button.closest("#check")) window.beleidTabs.select("check");
      trigger("check", { facts: JSON.parse(data.check) });
    } else if (data.clear !== undefined) {
      trigger("clear", {});
    } else if (data.back !== undefined && opener?.isConnected) {
      scroll(opener, "center");
      opener.focus({ preventScroll: true });
    }
  }

  function conversationChanged() {
    const turns = document.querySelectorAll("#conversation .turn");
    const last = turns[turns.length - 1];
    window.beleidFeedback.restore();
    const growing = last?.dataset.growing !== undefined;
    // An answer that grows is brought into view once, and said when it is whole.
    if (last && !growing) say(last.dataset.said);
    if (last && !(growing && grown === last.id)) scroll(last, "start");
    grown = growing ? last.id : null;
    // A button that asked is gone with the old content; nobody may be left without a place.
    if (document.activeElement === document.body) {
      (last?.querySelector("h3") ?? document.getElementById("conversation")).focus({ preventScroll: true });
    }
    syncMarks();
  }

  function sourceChanged() {
    syncMarks();
    showQuote();
    const panel = document.getElementById("source");
    if (!panel || panel.dataset.opened === undefined) return;
    const step = stepped && panel.querySelector(`[data-step="${stepped}"]:not([disabled])`);
    if (step) {
      step.focus({ preventScroll: true });
    } else if (narrow()) {
      const place = panel.querySelector("mark") ?? panel.querySelector("h2");
      place.focus({ preventScroll: true });
      scroll(place, "center");
    }
    say("Bron: " + (panel.querySelector(".place")?.textContent.trim() ?? ""));
  }

  // The form of the Regelingcheck sends itself at every change, and keeps the place of the reader.
  function filledIn(event, trigger) {
    const form = event.target.closest("#check-form");
    if (!form) return;
    clearTimeout(waiting); // who types in a list of choices changes it with every letter
    waiting = setTimeout(() => trigger("check", { facts: Object.fromEntries(new FormData(form)) }), 300);
  }

  function checkChanged() {
    if (document.activeElement === document.body && lastField) {
      const field = document.getElementById(lastField) ?? document.getElementById("check");
      field?.focus({ preventScroll: field.id !== "check" });
    }
    for (const details of document.querySelectorAll("#check details")) {
      if (unfolded.has(details.dataset.scheme)) details.open = unfolded.get(details.dataset.scheme);
    }
    const alert = document.querySelector("#check .message span"); // the first, beside its field
    say(alert?.textContent ?? document.getElementById("check-outcome")?.dataset.said ?? "");
    syncMarks();
  }

  function connect(element, trigger, watch, changed) {
    element.addEventListener("click", (event) => clicked(event, trigger));
    element.addEventListener("change", (event) => filledIn(event, trigger));
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      window.beleidFeedback.submitted(event, trigger);
    });
    element.addEventListener("focusin", (event) => {
      if (event.target.closest("#check")) lastField = event.target.id || lastField;
    });
    element.addEventListener("click", (event) => {
      const details = event.target.closest("#check summary")?.parentElement;
      if (details) unfolded.set(details.dataset.scheme, !details.open);
    });
    watch("value", () => requestAnimationFrame(changed));
    window.beleidTabs.roles();
  }

  // A link that asks a question or leads to a place; without one the server is left alone.
  function arrive(trigger) {
    const query = Object.fromEntries(new URLSearchParams(location.search));
    if (["vraag", "passage", "document"].some((name) => query[name])) trigger("arrive", query);
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-skip]")) return;
    event.preventDefault(); // with <base> in the page, a plain fragment link would load it again
    const part = { ask: "conversation", check: "check", document: "reading", about: "about" };
    document.getElementById(part[window.beleidTabs.current()])?.focus();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  return { arrive, busy, connect, done, refused, say, conversationChanged, sourceChanged, checkChanged };
})();

// A question that the server refuses to take (too many, too busy) never comes to an end by itself.
window.fetch = ((fetch) => async (...request) => {
  const response = await fetch(...request);
  if (!response.ok && String(request[0]?.url ?? request[0]).includes("/queue/join")) {
    response.clone().json().then(({ detail }) => beleidPage.refused(detail), () => beleidPage.refused());
  }
  return response;
})(window.fetch.bind(window));
