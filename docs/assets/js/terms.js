/* Shows the definition of a term beside it. Without this, the term is a link to the glossary. */

const GAP = 6;

function place(note, link) {
  const word = link.getClientRects()[0];
  const page = document.documentElement;
  const space = page.clientWidth - note.offsetWidth - GAP;
  const start = getComputedStyle(note).direction === "rtl" ? word.right - note.offsetWidth : word.left;
  const below = word.bottom + GAP;
  const fits = below + note.offsetHeight < page.clientHeight || word.top < note.offsetHeight + GAP;
  note.style.left = `${scrollX + Math.max(GAP, Math.min(start, space))}px`;
  note.style.top = `${scrollY + (fits ? below : word.top - note.offsetHeight - GAP)}px`;
}

function join(link, note) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-controls", note.id);
  note.tabIndex = -1;
  let closedAt = 0;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (event.timeStamp - closedAt < 300) return; // the tap that closed it
    note.showPopover({ source: link });
    place(note, link);
    note.focus({ preventScroll: true });
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
  note.addEventListener("beforetoggle", (event) => {
    link.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "closed" && note.contains(document.activeElement)) link.focus({ preventScroll: true });
  });
  note.addEventListener("toggle", (event) => {
    if (event.newState === "closed") closedAt = event.timeStamp;
  });
}

/** Joins every marked term with its note. */
export function explainTerms(page) {
  if (!HTMLElement.prototype.showPopover) return;
  for (const link of page.querySelectorAll(".pb-word[data-note]")) {
    const note = document.getElementById(link.dataset.note);
    if (note) join(link, note);
  }
}
