// A judgement of an answer, sent only when the reader says so; the thanks take the form's place.
"use strict";

window.beleidFeedback = (() => {
  const judged = new Map(); // what was said to the reader, by turn and question
  const keyOf = (form) => {
    const turn = form.closest(".turn");
    return `${turn.id} ${turn.querySelector("h3").textContent}`;
  };

  function thank(form, words, focus) {
    const told = document.createElement("p");
    told.className = "judged";
    told.tabIndex = -1;
    told.textContent = words;
    form.closest("details").replaceWith(told);
    if (focus) told.focus({ preventScroll: true });
  }

  // The conversation is made anew with every question: what was judged stays judged.
  function restore() {
    if (!document.querySelector("#conversation .turn")) judged.clear();
    for (const form of document.querySelectorAll(".judge-form")) {
      const words = judged.get(keyOf(form));
      if (words) thank(form, words, false);
    }
  }

  function submitted(event, trigger) {
    const form = event.target.closest(".judge-form");
    if (!form) return;
    event.preventDefault();
    const number = form.closest("details").dataset.judge;
    const verdict = form.querySelector("input:checked")?.value;
    const remark = form.querySelector("textarea").value;
    if (verdict) trigger("judge", { number: Number(number), verdict, remark });
  }

  // The question box stays at the foot of the window and would lie over what opens there.
  function unfolded(event) {
    if (!event.target.matches?.("details.judge[open]")) return;
    event.target.scrollIntoView({ block: "nearest" });
  }

  // The server's answer stands in an element of its own.
  function connect(element, watch) {
    document.addEventListener("toggle", unfolded, true); // which does not bubble
    watch("value", () =>
      requestAnimationFrame(() => {
        const told = element.querySelector("[data-number]");
        const form = told && document.querySelector(`[data-judge="${told.dataset.number}"] .judge-form`);
        if (!form) return;
        judged.set(keyOf(form), told.textContent);
        window.beleidPage.say(told.textContent);
        thank(form, told.textContent, true);
      }),
    );
  }

  return { connect, restore, submitted };
})();
