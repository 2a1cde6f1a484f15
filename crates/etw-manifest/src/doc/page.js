"use strict";
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const events = [...document.querySelectorAll(".event")].map((element) => ({
    element,
    text: fold(element.textContent),
  }));
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const filter = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { element, text } of events) {
      const found = words.every((word) => text.includes(word));
      element.hidden = !found;
      count += found;
    }
    shown.textContent = count;
  };
  // A link to an event shows it, whatever is searched for.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      search.value = "";
      filter();
      target.scrollIntoView();
    }
  };
  document.getElementById("finder").hidden = false;
  search.addEventListener("input", filter);
  addEventListener("hashchange", reveal);
  filter();
})();
