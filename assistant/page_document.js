// The tab Document: opened when it is first looked at, searched in the browser, linked by section.
"use strict";

window.beleidDocument = (() => {
  let trigger = null;
  let waiting = false; // for a text that was asked for: a second request could overtake it
  let shown = null; // the place that was asked for last
  let found = []; // the marks of each place where the words were found
  let at = -1;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const reading = () => document.getElementById("reading");

  function goTo(node) {
    if (!node) return;
    if (!node.hasAttribute("tabindex")) node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
  }

  const headingOf = (number) => document.querySelector(`#sectie-${number} :is(h3, h4, h5, h6)`);

  // A place in a document: {document, start, end}, or only {document}.
  function open(place) {
    const wanted = JSON.stringify(place);
    waiting = true;
    window.beleidTabs.select("document");
    if (wanted === shown) return opened(); // the same text again would change nothing
    shown = wanted;
    trigger("open", place);
  }

  function opened() {
    waiting = false;
    found = [];
    at = -1;
    const goal = reading()?.dataset.goal;
    if (goal === undefined) return;
    window.beleidTabs.select("document");
    if (goal === "quote") goTo(document.querySelector("#reading mark"));
    else if (goal) goTo(headingOf(goal.replace("sectie-", "")));
    const missing = document.querySelector("#reading .message");
    if (missing) window.beleidPage.say(missing.textContent);
  }

  // Case and accents aside, and as long as the text itself, so that places stay places.
  function folded(text) {
    return [...text]
      .map((char) => {
        const plain = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
        return plain.length === char.length ? plain : char;
      })
      .join("");
  }

  function clearMarks() {
    for (const mark of document.querySelectorAll("#reading mark.found")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    found = [];
    at = -1;
  }

  // Marks every place in one block where the words stand, also across a footnote's mark.
  function markIn(block, words) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".call, .hidden, .anchor") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const nodes = [];
    while (walker.nextNode()) {
      // A nested list has blocks of its own.
      if (walker.currentNode.parentElement.closest("p, li, h3, h4, h5, h6") === block) nodes.push(walker.currentNode);
    }
    const text = folded(nodes.map((node) => node.data).join(""));
    const places = [];
    for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) places.push(from);
    const marks = places.map(() => []);
    let end = text.length;
    for (const node of nodes.reverse()) {
      const start = end - node.data.length;
      for (let n = places.length - 1; n >= 0; n--) {
        const low = Math.max(places[n], start) - start;
        const high = Math.min(places[n] + words.length, end) - start;
        if (low >= high) continue;
        node.splitText(high);
        const middle = node.splitText(low);
        const mark = document.createElement("mark");
        mark.className = "found";
        middle.replaceWith(mark);
        mark.append(middle);
        marks[n].unshift(mark);
      }
      end = start;
    }
    return marks;
  }

  function count() {
    const counter = document.getElementById("finder-count");
    const words = document.getElementById("finder-words").value.trim();
    const message = !words
      ? ""
      : found.length
        ? `${at >= 0 ? `${at + 1} van ` : ""}${found.length} ${found.length === 1 && at < 0 ? "plaats" : "plaatsen"}`
        : "Niet gevonden. Probeer een ander woord, of een deel ervan.";
    if (counter.textContent === message) return;
    counter.textContent = message;
    window.beleidPage.say(message);
  }

  function search() {
    clearMarks();
    const words = folded(document.getElementById("finder-words").value.normalize("NFC").trim());
    if (words.length > 1) {
      const blocks = document.querySelectorAll("#reading .paper :is(p, li, h3, h4, h5, h6):not(.page-mark)");
      found = [...blocks].flatMap((block) => markIn(block, words));
    }
    document.getElementById("finder").classList.toggle("found", found.length > 0); // stays in sight
    count();
  }

  function step(direction) {
    if (!found.length) return;
    for (const mark of found[at] ?? []) mark.classList.remove("here");
    at = at < 0 ? (direction > 0 ? 0 : found.length - 1) : (at + direction + found.length) % found.length;
    for (const mark of found[at]) mark.classList.add("here");
    found[at][0].scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
    count();
  }

  function clicked(event) {
    const link = event.target.closest("a[data-section]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
      goTo(headingOf(link.dataset.section));
      return;
    }
    const button = event.target.closest("button");
    if (button?.dataset.find) {
      event.preventDefault();
      step(button.dataset.find === "next" ? 1 : -1);
    }
  }

  function connect(element, give, watch) {
    trigger = give;
    element.addEventListener("click", clicked);
    element.addEventListener("input", (event) => {
      if (event.target.id === "finder-words") search();
    });
    element.addEventListener("change", (event) => {
      if (event.target.id === "reading-choice") open({ document: event.target.value });
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      step(1);
    });
    document.addEventListener("tab", (event) => {
      if (event.detail === "document" && reading()?.dataset.unopened !== undefined && !waiting) open({});
    });
    watch("value", () => requestAnimationFrame(opened));
    window.beleidTabs.roles();
  }

  return { connect, open };
})();
