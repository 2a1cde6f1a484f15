"use strict";
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const finder = document.getElementById("finder");
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const filters = [...finder.querySelectorAll("select")];
  const articles = document.querySelectorAll(".event");
  // The rows of the overview and the articles are in the same order.
  const events = [...document.querySelectorAll(".overview tbody tr")].map((row, index) => ({
    row,
    article: articles[index],
    text: fold(articles[index].textContent),
  }));
  const filter = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, article, text } of events) {
      const found =
        words.every((word) => text.includes(word)) &&
        filters.every(({ id, value }) => !value || row.dataset[id].split("\n").includes(value));
      row.hidden = article.hidden = !found;
      count += found;
    }
    shown.textContent = count;
  };
  // A link to an event shows it, whatever is searched for.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      for (const field of [search, ...filters]) field.value = "";
      filter();
      target.scrollIntoView();
    }
  };
  // Keys can scroll a table that is too wide only if it has the focus.
  const focusable = () => {
    const tables = [...document.querySelectorAll(".wide")];
    // All widths are read before a change, which would make the browser lay out the page again.
    const wide = tables.map((it) => it.scrollWidth > it.clientWidth);
    tables.forEach((it, index) => {
      if (wide[index]) it.tabIndex = 0;
      else it.removeAttribute("tabindex");
    });
  };
  finder.hidden = false;
  finder.addEventListener("input", filter);
  addEventListener("hashchange", reveal);
  addEventListener("resize", focusable);
  filter();
  focusable();
})();
