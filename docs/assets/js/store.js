/* What the reader's own browser remembers. Nothing leaves it; when it may not remember, the page works on. */

const PREFIX = "playbook:";

/** The remembered value, or `fallback` when there is none. */
export function recall(name, fallback) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Remembers a value; `null` or something empty is forgotten. */
export function remember(name, value) {
  try {
    if (value === null || (typeof value === "object" && Object.keys(value).length === 0)) {
      localStorage.removeItem(PREFIX + name);
    } else {
      localStorage.setItem(PREFIX + name, JSON.stringify(value));
    }
  } catch {
    // Private windows and full disks: the page still works, it only forgets.
  }
}

/** `fill("{done} of {total}", {done: 1, total: 3})` is `1 of 3`. */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** Shows what makes sense only with JavaScript. */
export function reveal(root) {
  for (const element of root.querySelectorAll(".pb-bar, [data-needs-js]")) {
    element.hidden = false;
  }
}

/** Calls the function named by a button's `data-act`. */
export function listen(root, acts) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button || !(button.dataset.act in acts)) return;
    if (button.dataset.confirm && !window.confirm(button.dataset.confirm)) return;
    acts[button.dataset.act](button);
  });
}

/** The number as the page's language writes it: 3.4 or 3,4. */
export function number(value) {
  return new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(value);
}
