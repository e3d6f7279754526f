"use strict";
// Decides without loading the page again, by keys too. All that it does the forms of the page do without it; it writes
// words of the server as text, and parses nothing.
(() => {
  const body = document.body;
  const form = document.getElementById("decide");
  const many = document.querySelector("form[data-many]");
  const news = document.querySelector(".news");
  const said = news && news.querySelector(".said");
  const undo = news && news.querySelector(".undo");
  const taking = undo && undo.querySelector("button");
  const dialog = document.querySelector("dialog.keys");
  if (!dialog) return;
  const entries = form ? [...form.querySelectorAll(".entry")] : [];
  const waiting = () => entries.filter((entry) => !entry.classList.contains("done"));
  const LETTERS = /^Key([A-Z])$/;
  let now = null;
  let chain = Promise.resolve();
  let pending = 0;
  const unsent = new Set();

  // What is asked of the server is asked in turn.
  function inTurn(work) {
    pending += 1;
    chain = chain.then(work).finally(() => { pending -= 1; });
  }

  // What the window remembers: the batches that were decided in it, newest last; whether keys are wanted.
  const kept = {
    read(store, name, other) { try { return JSON.parse(store().getItem(name)) ?? other; } catch { return other; } },
    write(store, name, value) { try { store().setItem(name, JSON.stringify(value)); } catch { /* then it is forgotten */ } },
  };
  const session = () => sessionStorage;
  const local = () => localStorage;
  const batches = () => kept.read(session, "agorascope-batches", []);
  const remember = (list) => kept.write(session, "agorascope-batches", list.slice(-100));

  // The comment that keys are about.
  function go(entry, { focus = true, scroll = true } = {}) {
    if (now) now.classList.remove("now");
    now = entry || null;
    if (!now) return;
    now.classList.add("now");
    if (focus) now.focus({ preventScroll: true });
    if (scroll) now.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const open = waiting();
    if (!now) return go(open[0]);
    const at = entries.indexOf(now);
    const next = by > 0 ? open.find((entry) => entries.indexOf(entry) > at) : open.findLast((entry) => entries.indexOf(entry) < at);
    if (next) return go(next);
    if (by > 0) document.querySelector(".further")?.focus();
  }

  // Arrows read on in a comment that is longer than the window before they leave it.
  function reads(by) {
    if (!now) return false;
    const box = now.getBoundingClientRect();
    return by > 0 ? box.bottom > innerHeight + 4 && box.top < innerHeight : box.top < -4 && box.bottom > 0;
  }

  function tell(words, batch) {
    news.classList.toggle("quiet", !words);
    said.textContent = words;
    undo.hidden = !batch;
    taking.value = batch ?? "";
  }

  async function post(address, fields) {
    const sent = new URLSearchParams(fields);
    sent.set("csrf", undo.elements.csrf.value);
    const answer = await fetch(address, { method: "POST", body: sent, headers: { Accept: "application/json" }, keepalive: sent.toString().length < 60000 });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function mark(entry, words, verdict) {
    entry.classList.add("done");
    entry.querySelector(".tick").checked = false;
    const outcome = entry.querySelector(".outcome");
    outcome.className = `outcome ${verdict}`;
    outcome.textContent = words;
  }

  function restore(entry) {
    entry.classList.remove("done", "waiting");
    entry.querySelector(".outcome").textContent = "";
  }

  const entryOf = (number) => document.getElementById(`c${number}`);

  // Numbers as the server writes them, in the places where the page has them; where it has others now, the page stays.
  function count(told) {
    document.getElementById("waiting").textContent = told.waiting;
    const total = document.getElementById("total");
    if (total && told.total !== null) total.textContent = told.total;
    [...document.querySelectorAll(".filters section")].forEach((section, at) => {
      const places = [...section.querySelectorAll(".n")];
      const numbers = told.filters[at] ?? [];
      if (places.length === numbers.length) places.forEach((place, one) => { place.textContent = numbers[one]; });
    });
  }

  // One decision after the other: each is shown at once, and taken from the page again if it does not reach the desk.
  function decide(verdict, chosen) {
    const list = chosen.filter((entry) => !entry.classList.contains("done"));
    if (!list.length) return;
    const word = form.querySelector(`.many [data-verdict="${verdict}"]`).dataset.said;
    const held = list.includes(now);
    for (const entry of list) { mark(entry, word, verdict); entry.classList.add("waiting"); }
    ticks();
    if (held) {
      const at = entries.indexOf(now);
      go(waiting().find((entry) => entries.indexOf(entry) > at) || waiting()[0]);
    }
    const fields = [["seen", form.elements.seen.value], ["many", verdict]];
    for (const entry of list) fields.push(["pick", `${entry.dataset.number}-${entry.dataset.mark}`]);
    unsent.add(fields);
    inTurn(async () => {
      if (!unsent.delete(fields)) return;
      try {
        settle(await post(form.action, fields), list);
      } catch {
        for (const entry of list) restore(entry);
        go(list[0]);
        tell(body.dataset.trouble, null);
      }
      if (pending === 1 && !waiting().length) onward();
    });
  }

  // Whoever closes the window decided all the same.
  addEventListener("pagehide", () => {
    for (const fields of unsent) { unsent.delete(fields); post(form.action, fields).catch(() => {}); }
  });

  // A link or a search waits for what was decided just before.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!pending || !link || link.hasAttribute("download") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    chain.then(() => location.assign(link.href));
  }, true);
  addEventListener("submit", (event) => {
    if (!pending || event.target.method !== "get") return;
    event.preventDefault();
    chain.then(() => event.target.submit());
  }, true);

  function settle(told, list) {
    for (const entry of list) entry.classList.remove("waiting");
    for (const left of told.left) { const entry = entryOf(left.number); if (entry) mark(entry, left.verdict, ""); }
    if (told.batch) remember([...batches(), told.batch]);
    count(told);
    tell(told.said, told.batch);
  }

  // All of this page is decided: what waits now stands at the same place of the queue.
  function onward() {
    const place = new URL(location.href);
    place.hash = "";
    place.searchParams.delete("left");
    if (taking.value) place.searchParams.set("about", taking.value); else place.searchParams.delete("about");
    location.replace(place);
  }

  // Without a number the last batch: that of a key pressed just before may not be known yet.
  function takeBack(number) {
    const last = () => number ?? batches().at(-1);
    if (!form) {
      const batch = last();
      if (!batch) return tell(body.dataset.nothing, null);
      remember(batches().filter((one) => one !== batch));
      taking.value = batch;
      undo.hidden = false;
      return undo.requestSubmit(taking);
    }
    inTurn(async () => {
      const batch = last();
      if (!batch) return tell(body.dataset.nothing, null);
      remember(batches().filter((one) => one !== batch));
      try {
        const told = await post(undo.action, [["batch", batch]]);
        const here = told.done.map(entryOf).filter(Boolean);
        if (told.done.length && !here.length) return elsewhere(told.done[0], batch);
        count(told);
        tell(told.said, null);
        for (const entry of here) restore(entry);
        if (here.length) go(here[0]);
      } catch {
        remember([...batches(), batch]);
        tell(body.dataset.trouble, batch);
      }
    });
  }

  function elsewhere(number, batch) {
    const place = new URL(location.href);
    place.searchParams.set("about", batch);
    place.searchParams.delete("left");
    place.hash = `c${number}`;
    if (place.pathname + place.search === location.pathname + location.search) location.reload(); else location.assign(place);
  }

  const ticked = () => entries.filter((entry) => entry.querySelector(".tick").checked);
  function ticks() {
    const some = ticked().length;
    const place = document.getElementById("ticked");
    if (place) place.textContent = some ? some.toLocaleString(document.documentElement.lang) : "";
  }

  const press = (selector) => { const found = document.querySelector(selector); if (found) found.click(); };
  function verdict(name) {
    if (many) return many.querySelector(`[data-verdict="${name}"]`)?.focus();
    if (!form) return press(`.acts [data-verdict="${name}"]:not(:disabled)`);
    if (form.querySelector(`.acts [data-verdict="${name}"]`)?.disabled) return;
    const some = ticked();
    decide(name, some.length ? some : now ? [now] : []);
  }

  function back() {
    if (ticked().length) { for (const entry of ticked()) entry.querySelector(".tick").checked = false; return ticks(); }
    if (location.hash === "#filters") location.hash = "main";
    else press("a[data-back]");
  }

  const KEYS = {
    a: () => verdict("approve"),
    s: () => verdict("spam"),
    d: () => verdict("duplicate"),
    n: () => verdict("unsure"),
    z: () => takeBack(),
    j: () => (form ? step(1) : press("a[data-next]")),
    k: () => form && step(-1),
    arrowdown: () => form && step(1),
    arrowup: () => form && step(-1),
    o: () => now?.querySelector("a.title")?.click(),
    enter: () => now?.querySelector("a.title")?.click(),
    e: () => { const fold = (now || document).querySelector(".fold"); if (fold) fold.open = !fold.open; else press(".now .cut a"); },
    c: () => (form ? now?.querySelector(".alike")?.click() : press("a.alike")),
    x: () => now?.querySelector(".tick")?.click(),
    "/": () => { const field = document.getElementById("search"); if (field) { field.focus(); field.select(); } else location.assign("/"); },
    escape: back,
    "?": () => dialog.showModal(),
  };
  const MOVES = new Set(["j", "k", "arrowdown", "arrowup"]);

  // Letters are those of the keyboard; where it has another alphabet, their places on it.
  function nameOf(event) {
    const key = event.key.toLowerCase();
    if (key.length > 1 || key.charCodeAt(0) < 128) return key;
    return LETTERS.exec(event.code)?.[1].toLowerCase() ?? key;
  }

  const types = (target) => target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (dialog.open || !(event.target instanceof Element) || types(event.target)) return;
    const name = nameOf(event);
    if (!Object.hasOwn(KEYS, name) || (event.shiftKey && name !== "?")) return;
    if (!keyed() && name !== "?" && name !== "escape") return;
    if (event.repeat && !MOVES.has(name)) return;
    if (name === "enter" && event.target.closest("a, button, summary, input")) return;
    if (name.startsWith("arrow") && (event.target.matches("input") || !form || reads(name === "arrowdown" ? 1 : -1))) return;
    event.preventDefault();
    KEYS[name]();
  });

  const keyed = () => kept.read(local, "agorascope-keys", true);
  function dress() {
    document.documentElement.classList.toggle("keyed", keyed());
    for (const note of document.querySelectorAll(".with-keys")) note.hidden = !keyed();
    document.getElementById("keys-on").checked = keyed();
  }
  document.getElementById("keys-on").addEventListener("change", (event) => { kept.write(local, "agorascope-keys", event.target.checked); dress(); });
  const help = document.querySelector(".help");
  help.hidden = false;
  help.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  form?.addEventListener("submit", (event) => {
    const button = event.submitter;
    event.preventDefault();
    if (!button?.name) return;
    if (button.name === "many") decide(button.value, ticked());
    else { const entry = button.closest(".entry"); go(entry, { focus: false, scroll: false }); decide(button.dataset.verdict, [entry]); }
  });
  form?.addEventListener("change", ticks);
  form?.addEventListener("click", (event) => {
    const entry = event.target.closest(".entry");
    if (entry && entry !== now && !entry.classList.contains("done")) go(entry, { focus: false, scroll: false });
  });
  undo.addEventListener("submit", (event) => {
    if (form && taking.value) { event.preventDefault(); takeBack(Number(taking.value)); }
    else remember(batches().filter((one) => one !== Number(taking.value)));
  });

  dress();
  ticks();
  if (taking.value && !batches().includes(Number(taking.value))) remember([...batches(), Number(taking.value)]);
  const named = /^#c\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (form) go(entries.includes(named) ? named : waiting()[0], { focus: Boolean(named), scroll: Boolean(named) });
  else if (document.querySelector(".alone")) now = document.querySelector(".entry.now");
})();
