"use strict";
// Renders portions of a long thread when they are asked for, goes to quotes and lights them up, filters the thread.
// Everything a portion shows was written and escaped when the page was made: here it is moved, never parsed.
(() => {
  const SPOT = /^(comment-\d+|article)(?:\.(\d+)-(\d+))?$/;
  const tree = document.querySelector(".tree");
  const back = document.querySelector(".back");
  const filter = document.querySelector(".filter");
  const chosen = () => filter.querySelector(":checked").value;
  const soon = "IntersectionObserver" in window
    ? new IntersectionObserver((seen) => seen.forEach((one) => one.isIntersecting && render(one.target)), { rootMargin: "600px" })
    : null;

  function watch(root) {
    for (const later of root.querySelectorAll(".later")) soon?.observe(later);
  }

  function render(later) {
    const portion = later.querySelector(":scope > template");
    if (!portion) return;
    soon?.unobserve(later);
    const parent = later.parentNode;
    const before = later.previousElementSibling;
    later.replaceWith(portion.content);
    for (let next = before ? before.nextElementSibling : parent.firstElementChild; next; next = next.nextElementSibling) {
      if (next.matches(".later")) { soon?.observe(next); continue; }
      watch(next);
    }
    if (filter && chosen() !== "all") count();
  }

  function renderAll() {
    for (let later; tree && (later = tree.querySelector(".later"));) render(later);
  }

  // A template holds what it holds out of the document, templates in it too.
  function holds(portion, id) {
    return portion.content.getElementById(id) || [...portion.content.querySelectorAll("template")].some((inner) => holds(inner, id));
  }

  function reveal(id) {
    while (tree && !document.getElementById(id)) {
      const later = [...tree.querySelectorAll(".later")].find((one) => holds(one.querySelector(":scope > template"), id));
      if (!later) return null;
      render(later);
    }
    return document.getElementById(id);
  }

  // Of an address that somebody cut there may be half a character left.
  function decoded(hash) {
    try { return decodeURIComponent(hash.slice(1)); } catch { return ""; }
  }

  function prepared(hash) {
    const name = decoded(hash);
    const [, id, start, end] = SPOT.exec(name) || [null, name];
    const place = id && reveal(id);
    if (!place) return null;
    for (let at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (getComputedStyle(place).display === "none" && tree) choose("all");
    return { place, start: Number(start), end: Number(end), named: start !== undefined };
  }

  function light(found) {
    for (const old of document.querySelectorAll(".lit, .here")) old.classList.remove("lit", "here");
    const { place, start, end, named } = found;
    if (place.matches(".c")) place.classList.add("here");
    let first = null;
    if (named) {
      for (const piece of place.querySelectorAll("[data-at]")) {
        const at = Number(piece.dataset.at);
        if (at >= start && at < end) { piece.classList.add("lit"); first ||= piece; }
      }
    }
    if (place.matches("[tabindex]")) place.focus({ preventScroll: true });
    const settle = () => (first || place).scrollIntoView({ block: first ? "center" : "start" });
    settle();
    requestAnimationFrame(() => { settle(); requestAnimationFrame(settle); });
  }

  function go() {
    const found = location.hash.length > 1 && prepared(location.hash);
    if (found && found.place.matches(".c, .point, .article")) light(found);
  }

  function choose(value) {
    for (const input of filter.querySelectorAll("input")) input.checked = input.value === value;
    show();
  }

  function show() {
    const value = chosen();
    if (value !== "all") {
      renderAll();
      for (const answers of tree.querySelectorAll(".answers")) answers.open = true;
    }
    tree.dataset.show = value;
    count();
  }

  function count() {
    const said = filter.querySelector("output");
    const shown = [...tree.querySelectorAll(".c")].filter((one) => one.checkVisibility()).length;
    said.textContent = chosen() === "all" ? "" : said.dataset.said.replace("{n}", shown.toLocaleString(document.documentElement.lang));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".later .show");
    if (button) {
      const place = button.closest(".later");
      const next = place.querySelector(":scope > template").content.querySelector(".c");
      render(place);
      next.focus();
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const found = prepared(link.hash);
    if (!found || !found.place.matches(".c, .point, .article")) return;
    if (back && link.closest(".contents") === null) back.hidden = false;
    if (link.hash === location.hash) { event.preventDefault(); light(found); }
  });
  back?.addEventListener("click", () => { back.hidden = true; history.back(); });
  addEventListener("hashchange", go);

  const opened = new Set();
  addEventListener("beforeprint", () => {
    renderAll();
    for (const closed of document.querySelectorAll("details:not([open])")) { closed.open = true; opened.add(closed); }
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; opened.clear(); });

  if (tree) {
    watch(tree);
    filter.hidden = false;
    filter.addEventListener("change", show);
  }
  go();
})();
