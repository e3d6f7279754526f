"use strict";
// Sorts and filters the rows of the index; without it they stand in the order of the corpus.
(() => {
  const table = document.querySelector(".index");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const value = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();

  for (const button of table.tHead.querySelectorAll("button")) {
    button.disabled = false;
    const heading = button.parentElement;
    heading.querySelector("button").addEventListener("click", () => {
      const up = heading.getAttribute("aria-sort") === "descending" || (!heading.hasAttribute("aria-sort") && !heading.matches(".n"));
      for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keyed = rows.map((row) => [value(row, heading.cellIndex), row]);
      keyed.sort(([a], [b]) => (up ? 1 : -1) * compare(a, b));
      body.append(...keyed.map(([, row]) => row));
    });
  }

  const find = document.querySelector(".find");
  const output = find.querySelector("output");
  find.hidden = false;
  find.querySelector("input").addEventListener("input", (event) => {
    const asked = event.target.value.normalize("NFKC").toLocaleLowerCase().trim();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.normalize("NFKC").toLocaleLowerCase().includes(asked);
      shown += !row.hidden;
    }
    output.textContent = asked ? output.dataset.said.replace("{n}", shown.toLocaleString(document.documentElement.lang)) : "";
  });
})();
