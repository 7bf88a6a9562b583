// Sorts and filters the tables; everything can be read without it.
"use strict";
(() => {
  const root = document.documentElement;
  const titles = document.querySelector("h1");
  const words = (node, lang) => (node.querySelector(`[lang=${lang}]`) || node).textContent.trim();
  const language = () => (document.getElementById("language-en").checked ? "en" : "da");
  const say = { all: { da: "alle", en: "all" }, shown: { da: "rækker", en: "rows" } };
  const redraw = [];

  function filters(table) {
    const headings = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    const chosen = headings.flatMap((heading, column) => (heading.hasAttribute("data-filter") ? [{ heading, column }] : []));
    if (!chosen.length || rows.length < 6) return;
    const bar = document.createElement("div");
    const count = document.createElement("output");
    bar.className = "filters";
    const key = (row, column) => row.cells[column].textContent.trim();
    const show = () => {
      let shown = 0;
      for (const row of rows) {
        row.hidden = chosen.some(({ select, column }) => select.value && select.value !== key(row, column));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = `${shown} / ${rows.length} ${say.shown[language()]}`;
    };
    for (const one of chosen) {
      const label = document.createElement("label");
      const name = document.createElement("span");
      name.append(...[...one.heading.childNodes].map((node) => node.cloneNode(true)));
      one.select = document.createElement("select");
      one.select.addEventListener("change", show);
      label.append(name, one.select);
      bar.append(label);
    }
    bar.append(count);
    table.before(bar);
    const fill = () => {
      for (const { select, column } of chosen) {
        const value = select.value;
        const found = new Map();
        for (const row of rows) found.set(key(row, column), words(row.cells[column].querySelector(".verdict") || row.cells[column], language()));
        const sorted = [...found].filter(([, text]) => text).sort((a, b) => a[1].localeCompare(b[1], language()));
        select.replaceChildren(new Option(say.all[language()], ""), ...sorted.map(([one, text]) => new Option(text, one)));
        select.value = value;
      }
      show();
    };
    redraw.push(fill);
    fill();
  }

  // Headings that hold buttons are not repeated on every sheet of paper.
  const buttons = [];
  addEventListener("beforeprint", () => buttons.forEach(([heading, button]) => heading.replaceChildren(...button.childNodes)));
  addEventListener("afterprint", () => buttons.forEach(([heading, button]) => {
    button.append(...heading.childNodes);
    heading.append(button);
  }));

  function sorting(table) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      buttons.push([heading, button]);
      button.addEventListener("click", () => {
        const down = heading.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        const lang = language();
        const value = (row) => {
          const cell = row.cells[column];
          const key = cell.dataset.key;
          return key === undefined ? words(cell, lang) : /^-?[0-9.]+$/.test(key) ? Number(key) : key;
        };
        // What is empty stands last, whichever way.
        const order = (a, b) => {
          if (a.value === "" || b.value === "") return (a.value === "") - (b.value === "");
          const less = typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value
            : String(a.value).localeCompare(String(b.value), lang, { numeric: true });
          return down ? -less : less;
        };
        body.append(...[...body.rows].map((row) => ({ row, value: value(row) })).sort(order).map(({ row }) => row));
      });
    });
  }

  // A link opens what it leads to.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  for (const table of document.querySelectorAll("table")) {
    filters(table);
    sorting(table);
  }
  for (const button of document.getElementsByName("language")) {
    button.addEventListener("change", () => {
      root.lang = language();
      document.title = words(titles, root.lang);
      redraw.forEach((one) => one());
    });
  }
})();
