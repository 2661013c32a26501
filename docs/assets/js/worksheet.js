/* A worksheet keeps its answers in this browser and hands them over as Markdown. */

import { listen, recall, remember, reveal } from "./store.js";

export function start(tool, page) {
  const name = `answers:${page}`;
  const fields = [...tool.querySelectorAll("textarea")];
  const state = tool.querySelector(".pb-bar__state");
  let timer = 0;

  const grow = (field) => {
    if (CSS.supports("field-sizing", "content")) return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  };
  const save = () => {
    const filled = fields.filter((field) => field.value.trim());
    remember(name, Object.fromEntries(filled.map((field) => [field.dataset.key, field.value])));
  };
  const markdown = () => {
    const title = document.querySelector("#pb-content h1").textContent.trim();
    const parts = fields.map((field) => {
      const heading = field.closest(".pb-prompt").querySelector("h2").textContent.trim();
      return `## ${heading}\n\n${field.value.trim()}`.trim();
    });
    return `# ${title}\n\n${parts.join("\n\n")}\n`;
  };

  const answers = recall(name, {});
  for (const field of fields) {
    field.value = answers[field.dataset.key] ?? "";
    grow(field);
  }
  tool.addEventListener("input", (event) => {
    grow(event.target);
    clearTimeout(timer);
    timer = setTimeout(() => {
      save();
      state.textContent = state.dataset.saved;
    }, 400);
  });
  addEventListener("pagehide", save);
  tool.addEventListener("submit", (event) => event.preventDefault());
  listen(tool, {
    print: () => window.print(),
    copy: async () => {
      try {
        await navigator.clipboard.writeText(markdown());
        state.textContent = state.dataset.copied;
      } catch {
        state.textContent = state.dataset.failed;
      }
    },
    clear: () => {
      clearTimeout(timer);
      for (const field of fields) {
        field.value = "";
        grow(field);
      }
      save();
      state.textContent = state.dataset.cleared;
      fields[0]?.focus();
    },
  });
  reveal(tool);
}
