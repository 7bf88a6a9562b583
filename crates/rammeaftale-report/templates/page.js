// Sorts and filters the tables; everything can be read without it.
"use strict";
(() => {
  const root = document.documentElement;
  const titles = document.querySelector("h1");
  const words = (node, lang) => (node.querySelector(`[lang=${lang}]`) || node).textContent.trim();
  const language = () => (document.getElementById("language-en").checked ? "en" : "da");
  const say = {
    all: { da: "alle", en: "all" }, shown: { da: "rækker", en: "rows" },
    order: { da: "sortér efter", en: "sort by" }, turn: { da: "vend om", en: "reverse" }, asIs: { da: "som den står", en: "as it stands" },
  };
  const redraw = [];

  const bare = (node) => [...node.childNodes].map((child) => child.cloneNode(true));
  const labelled = (control, ...name) => {
    const label = document.createElement("label");
    const span = document.createElement("span");
    span.append(...name);
    label.append(span, control);
    return label;
  };

  // Columns under the same heading are one choice: a row is shown where one of them holds it.
  function filters(table, bar) {
    const rows = [...table.tBodies[0].rows];
    const chosen = new Map();
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      if (!heading.hasAttribute("data-filter")) return;
      const name = heading.textContent;
      if (chosen.has(name)) return chosen.get(name).columns.push(column);
      const select = document.createElement("select");
      select.addEventListener("change", () => show());
      bar.append(labelled(select, ...bare(heading)));
      chosen.set(name, { select, columns: [column] });
    });
    if (!chosen.size) return;
    const count = document.createElement("output");
    bar.append(count);
    const cell = (row, column) => row.cells[column].querySelector(".verdict") || row.cells[column];
    const key = (row, column) => cell(row, column).textContent.trim();
    const show = () => {
      let shown = 0;
      for (const row of rows) {
        row.hidden = [...chosen.values()].some(({ select, columns }) =>
          select.value && !columns.some((column) => select.value === key(row, column)));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = `${shown} / ${rows.length} ${say.shown[language()]}`;
    };
    const fill = () => {
      for (const { select, columns } of chosen.values()) {
        const value = select.value;
        const found = new Map();
        for (const row of rows) for (const column of columns) found.set(key(row, column), words(cell(row, column), language()));
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

  function sorting(table, bar) {
    const body = table.tBodies[0];
    const headings = [...table.tHead.rows[0].cells];
    const first = [...body.rows];
    const sort = (column, down) => {
      headings.forEach((heading) => heading.removeAttribute("aria-sort"));
      headings[column].setAttribute("aria-sort", down ? "descending" : "ascending");
      const lang = language();
      const value = (row) => {
        const cell = row.cells[column];
        const key = cell.dataset.key;
        return key === undefined ? words(cell, lang) : /^-?[0-9.]+$/.test(key) ? Number(key) : key;
      };
      // What is empty stands last, whichever way.
      const order = (a, b) => {
        if (a.value === "" || b.value === "") return (a.value === "") - (b.value === "");
        const numbers = [a, b].map(({ value }) => typeof value === "number");
        // Numbers stand before words.
        const less = numbers[0] && numbers[1] ? a.value - b.value
          : numbers[0] !== numbers[1] ? numbers[1] - numbers[0]
          : String(a.value).localeCompare(String(b.value), lang, { numeric: true });
        return down ? -less : less;
      };
      body.append(...[...body.rows].map((row) => ({ row, value: value(row) })).sort(order).map(({ row }) => row));
    };
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      buttons.push([heading, button]);
      button.addEventListener("click", () => sort(column, heading.getAttribute("aria-sort") === "ascending"));
    });
    // On a phone there are no headings to press.
    const select = document.createElement("select");
    const turn = document.createElement("button");
    const name = document.createElement("span");
    const order = document.createElement("div");
    order.className = "order";
    turn.type = "button";
    order.append(labelled(select, name), turn);
    bar.prepend(order);
    let down = false;
    const sorted = () => (select.value ? sort(Number(select.value), down) : body.append(...(down ? [...first].reverse() : first)));
    select.addEventListener("change", () => {
      down = false;
      sorted();
    });
    turn.addEventListener("click", () => {
      down = !down;
      sorted();
    });
    const fill = () => {
      const lang = language();
      const value = select.value;
      name.textContent = say.order[lang];
      turn.textContent = say.turn[lang];
      const options = headings.map((heading, column) => new Option(words(heading, lang), column));
      select.replaceChildren(new Option(say.asIs[lang], ""), ...options);
      select.value = value;
    };
    redraw.push(fill);
    fill();
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
    if (table.tBodies[0].rows.length < 4) continue;
    const bar = document.createElement("div");
    bar.className = "filters";
    table.before(bar);
    if (table.tBodies[0].rows.length > 5) filters(table, bar);
    sorting(table, bar);
  }
  for (const button of document.getElementsByName("language")) {
    button.addEventListener("change", () => {
      root.lang = language();
      document.title = words(titles, root.lang);
      redraw.forEach((one) => one());
    });
  }
})();
