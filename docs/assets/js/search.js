/* Opens the search: by its button, by / and by Ctrl-K or Cmd-K. Nothing of it is loaded before. */

const button = document.querySelector(".pb-find[data-search]");
const template = document.getElementById("pb-search");
let search = null;

async function open() {
  search ??= import("./search-dialog.js").then(({ SearchDialog }) => new SearchDialog(template, button));
  (await search).open();
}

/** Whether a key is meant for what is being written, not for us. */
const writing = (target) => target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName);

if (button && template) {
  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]:not(.pb-search)")) return;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target);
    if ((control && event.code === "KeyK") || slash) {
      event.preventDefault();
      open();
    }
  });
}
