/* The search dialog: a field with a list of results (the ARIA combobox pattern), filters beside it. */

import { shown } from "./search-excerpt.js";
import { Lookup } from "./search-lookup.js";
import { find, FIRST } from "./search-rank.js";
import { fill, recall, remember } from "./store.js";

const RECENT = 6;
/* In milliseconds: a pause after a finished word; how long nobody waits for; what is a pause for thought. */
const PAUSE = 180;
const LONGEST = 1500;
const THOUGHT = 2500;
/* A pause within a word is one that is longer than this many of the typist's own strokes take. */
const STROKES = 1.6;
const FILTERS = ["kind", "topic", "role"];

const lang = document.documentElement.lang;
const recentName = `searches:${lang}`;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

export class SearchDialog {
  constructor(template, button) {
    this.base = button.dataset.search;
    this.root = new URL("../", new URL(this.base, location.href));
    this.dialog = template.content.firstElementChild.cloneNode(true);
    document.body.append(this.dialog);
    this.words = this.dialog.dataset;
    this.input = this.dialog.querySelector("input");
    this.list = this.dialog.querySelector("[role=listbox]");
    this.state = this.dialog.querySelector("[role=status]");
    this.more = this.dialog.querySelector(".pb-search__more");
    this.retry = this.dialog.querySelector(".pb-search__retry");
    this.everything = this.dialog.querySelector(".pb-search__everything");
    this.forget = this.dialog.querySelector(".pb-search__forget");
    this.selects = FILTERS.map((what) => this.dialog.querySelector(`select[name=${what}]`));
    this.turn = 0;
    this.limit = FIRST;
    this.waiting = 0;
    this.stroke = 5 * PAUSE;
    this.lastStroke = -Infinity;
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", (event) => {
      clearTimeout(this.waiting);
      this.limit = FIRST;
      this.waiting = setTimeout(() => this.search(), this.pause(event));
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    this.dialog.querySelector(".pb-search__close").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => this.expand(false));
    this.list.addEventListener("click", (event) => this.choose(event));
    // The list keeps the field's focus: a click must not take it away.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    for (const select of this.selects) {
      select.addEventListener("change", () => {
        select.toggleAttribute("data-chosen", select.value !== "");
        this.limit = FIRST;
        this.search();
      });
    }
    this.more.addEventListener("click", () => {
      this.limit += FIRST;
      this.search();
      this.input.focus();
    });
    this.retry.addEventListener("click", () => this.search());
    this.forget.addEventListener("click", () => {
      remember(recentName, null);
      this.search();
      this.input.focus();
    });
    const fit = () => this.dialog.style.setProperty("--pb-visible", `${visualViewport.height}px`);
    globalThis.visualViewport?.addEventListener("resize", fit);
    if (globalThis.visualViewport) fit();
  }

  /**
   * How long to wait for the next letter. Every answer costs the reader bytes, and half a word gives no good one:
   * whoever types slowly is not answered after each letter, but after each word.
   */
  pause({ inputType, timeStamp }) {
    const stroke = timeStamp - this.lastStroke;
    this.lastStroke = timeStamp;
    if (stroke < THOUGHT) this.stroke += (stroke - this.stroke) / 2;
    const typed = /^(?:insert(?:Composition)?Text|delete)/.test(inputType ?? "");
    if (!typed || !/[\p{L}\p{N}]$/u.test(this.input.value)) return PAUSE;
    return Math.min(LONGEST, Math.max(PAUSE, this.stroke * STROKES));
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.input.select();
    this.search();
  }

  /** The index; what failed to load is tried again by the next search. */
  async ready() {
    this.lookup ??= Lookup.open(this.base, lang);
    try {
      const lookup = await this.lookup;
      if (this.selects[0].options.length === 1) this.offer(lookup.facts);
      return lookup;
    } catch (error) {
      this.lookup = null;
      throw error;
    }
  }

  offer(facts) {
    for (const [index, select] of this.selects.entries()) {
      const entries = facts[`${FILTERS[index]}s`];
      select.append(...entries.map(([value, name]) => new Option(Array.isArray(name) ? name[0] : name, value)));
      select.parentElement.hidden = entries.length < 2;
    }
    this.names = {
      kind: new Map(facts.kinds.map(([kind, [name]]) => [kind, name])),
      topic: new Map(facts.topics),
    };
  }

  say(words, { retry = false, everything = false } = {}) {
    this.state.textContent = words;
    this.retry.hidden = !retry;
    this.everything.hidden = !everything;
  }

  async search() {
    clearTimeout(this.waiting);
    this.turn += 1;
    const turn = this.turn;
    const text = this.input.value.trim();
    const filters = Object.fromEntries(this.selects.map((select) => [select.name, select.value]));
    const filtered = Object.values(filters).some(Boolean);
    try {
      const late = setTimeout(() => turn === this.turn && this.say(this.words.loading), 400);
      const lookup = await this.ready().finally(() => clearTimeout(late));
      if (turn !== this.turn) return;
      if (!text && !filtered) {
        this.showRecent();
        return;
      }
      const found = await find(lookup, text, filters);
      const pages = await Promise.all(found.results.slice(0, this.limit).map((result) => shown(lookup, result, found, 2)));
      if (turn !== this.turn) return;
      this.show(found, pages, { text, filtered });
    } catch (error) {
      if (turn !== this.turn) return;
      console.warn(error);
      this.fillList([]);
      this.say(this.words.failed, { retry: true, everything: true });
    }
  }

  showRecent() {
    const recent = recall(recentName, []);
    this.fillList(recent.map((text) => {
      const option = element("div", "pb-search__recent", text);
      option.dataset.recent = text;
      return option;
    }));
    this.forget.hidden = !recent.length;
    this.more.hidden = true;
    this.say(recent.length ? this.words.recent : this.words.empty);
  }

  show(found, pages, { text, filtered }) {
    const total = found.results.length;
    const options = pages.flatMap((one) => this.pageOptions(one));
    const terms = found.terms.slice(0, 2).map(([id, name]) => this.termOption(id, name));
    this.fillList([...options, ...terms]);
    this.forget.hidden = true;
    this.more.hidden = total <= pages.length;
    if (!total) {
      const words = filtered ? this.words.noneHere : this.words.none;
      this.say(fill(words, { words: text }), { everything: true });
    } else {
      const count = fill(this.words.count, { number: total });
      this.say(found.meant ? `${fill(this.words.meant, { words: found.meant })} ${count}` : count);
    }
  }

  pageOptions({ page, summary, sections }) {
    const { title, minutes } = page.meta;
    const kind = page.meta.key.split("/")[0].replace(/s$/, "");
    const topic = this.names.topic.get(page.meta.topics.split(" ")[0]);
    const head = element("span", "pb-search__head", element("span", "pb-kind", this.names.kind.get(kind) ?? ""));
    if (topic) head.append(element("span", "", topic));
    if (/^\d+$/.test(minutes)) head.append(element("span", "", fill(this.words.minutes, { number: minutes })));
    const text = element("span", "pb-search__text", ...this.marked(summary));
    const option = element("a", "pb-search__page", head, element("b", "pb-search__title", title), text);
    option.href = page.url;
    option.dataset.kind = kind;
    const parts = sections.map(({ id, title: heading, runs }) => {
      const part = element("a", "pb-search__part", element("b", "", heading), element("span", "pb-search__text", ...this.marked(runs)));
      part.href = `${page.url}#${id}`;
      part.dataset.kind = kind;
      return part;
    });
    return [option, ...parts];
  }

  termOption(id, name) {
    const option = element("a", "pb-search__term", element("span", "", this.words.term), " ", element("b", "", name));
    option.href = new URL(`${lang}/glossary/#${id}`, this.root).href;
    return option;
  }

  marked(runs) {
    return runs.flatMap(({ text, mark }, index) => [...(index ? [" "] : []), mark ? element("mark", "", text) : text]);
  }

  fillList(options) {
    options.forEach((option, index) => {
      option.id = `pb-search-${index}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    this.list.replaceChildren(...options);
    this.list.scrollTop = 0;
    this.more.hidden = true;
    this.expand(options.length > 0);
    this.mark(null);
  }

  expand(open) {
    this.input.setAttribute("aria-expanded", String(open));
    this.list.hidden = !open;
  }

  /** Marks the option that Enter will open. */
  mark(option) {
    this.list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    if (event.isComposing) return;
    const options = [...this.list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const moves = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1, PageDown: at + 5, PageUp: at - 5 };
    if (event.key in moves && options.length) {
      event.preventDefault();
      const page = event.key.startsWith("Page");
      const to = page ? Math.max(0, Math.min(options.length - 1, moves[event.key])) : moves[event.key];
      this.mark(options[to] ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const { ctrlKey, metaKey, shiftKey } = event;
      (options[at] ?? options[0])?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
    } else if (event.key === "Escape" && this.input.value) {
      event.preventDefault();
      this.input.value = "";
      this.search();
    }
  }

  choose(event) {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    if (option.dataset.recent) {
      this.input.value = option.dataset.recent;
      this.input.focus();
      this.search();
      return;
    }
    const text = this.input.value.trim();
    if (text) remember(recentName, [text, ...recall(recentName, []).filter((one) => one !== text)].slice(0, RECENT));
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.button) this.dialog.close();
  }
}
