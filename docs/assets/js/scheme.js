/* Runs before the first paint: the reader's choice of light or dark. A classic script, so that nothing flashes. */

(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const scheme = JSON.parse(localStorage.getItem("playbook:scheme"));
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch {
    // Nothing is remembered: the system decides.
  }
})();
