/* One word in the index: which pages have it, where, how much it counts. Everything asked once is kept. */

import { errors } from "./search-text.js";

/* Pagefind's own score is for the body; what a match in title or summary is worth, search-rank.js says. */
const RANKING = {
  termFrequency: 1,
  termSimilarity: 2,
  pageLength: 0.6,
  termSaturation: 1.2,
  metaWeights: { also: 0, every: 0, key: 0, minutes: 0, summary: 0, title: 0, topics: 0 },
};
/* Stands on every page: asked for filters alone, Pagefind would load its whole index. */
const EVERY = "xeverypagex";

export class Lookup {
  /** Loads what a first search needs. `base` is the folder of the index; throws when it cannot be had. */
  static async open(base, lang) {
    const folder = new URL(base, location.href);
    const [pagefind, facts] = await Promise.all([
      import(new URL("pagefind.js", folder).href),
      fetch(new URL(`playbook.${lang}.json`, folder)).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
        return answer.json();
      }),
    ]);
    const lookup = new Lookup(folder, lang, facts);
    if (facts.pages) {
      const options = (part) => ({ ranking: RANKING, mergeFilter: { part: String(part) } });
      lookup.index = pagefind.createInstance({ basePath: folder.pathname, noWorker: true, ...options(0) });
      await lookup.index.search("");
      for (let part = 1; part < lookup.parts; part += 1) {
        // A large language is indexed in parts, which stand in one folder as if each were a language.
        // Pagefind does not take a folder twice; with "./" it is the same and looks like another.
        await lookup.index.mergeIndex(`${folder.pathname}./`, { language: `${lang}-x-${part}`, ...options(part) });
      }
    }
    return lookup;
  }

  constructor(folder, lang, facts) {
    Object.assign(this, { folder, lang, facts, index: null, parts: facts.parts ?? 1 });
    this.common = new Set(facts.common);
    this.kept = new Map();
    this.begun = new Set();
  }

  once(key, make) {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key);
  }

  /** How much it tells that a page is among so many. */
  weight(pages) {
    return Math.log(1 + (this.facts.pages - pages + 0.5) / (pages + 0.5));
  }

  /** A word that may be left out: it is on nearly every page, or a single letter. */
  idle(word) {
    return word.length < 2 || this.common.has(word);
  }

  /**
   * A word's pages by id, and how much it tells (its inverse document frequency): anywhere as
   * `weight`, and in each field as `fields`; "talk" may be on every page and in the title of three.
   * Pages in `exact` have the word itself in some form, the others only one that begins with it.
   */
  word(word) {
    return this.once(`word ${word}`, async () => {
      const exact = await this.phrase([word]);
      const results = await this.beginning(word, exact);
      const counts = {};
      for (const { id, matchedMetaFields } of results) {
        if (exact.size && !exact.has(id)) continue;
        for (const field of matchedMetaFields ?? []) counts[field] = (counts[field] ?? 0) + 1;
      }
      const fields = Object.fromEntries(Object.entries(counts).map(([field, count]) => [field, this.weight(count)]));
      const pages = new Map(results.map((result) => [result.id, result]));
      return { pages, exact, weight: this.weight(exact.size || results.length), fields };
    });
  }

  /**
   * The pages with a word or one that begins with it; `exact` are those with the word itself.
   * For a word that a part of the index does not have, Pagefind takes the longest one that the
   * word begins with, "a" for "adviser": what that finds is left out.
   */
  async beginning(word, exact) {
    if (!exact.size && !this.begun.has(word)) return [];
    const { results } = await this.index.search(word);
    if (this.parts === 1) return results;
    const partOf = await this.partOf();
    const has = new Set([...exact.keys()].map((id) => partOf.get(id)));
    for (const part of new Set(partOf.values())) {
      if (!has.has(part) && (await this.begins(word, part))) has.add(part);
    }
    return results.filter(({ id }) => has.has(partOf.get(id)));
  }

  /** Which part of the index each page is in, by id. */
  partOf() {
    return this.once("part of", async () => {
      const parts = Array.from({ length: this.parts }, (_, part) => String(part));
      const found = await Promise.all(parts.map((part) => this.index.search(EVERY, { filters: { part } })));
      return new Map(found.flatMap(({ results }, part) => results.map(({ id }) => [id, part])));
    });
  }

  /** The ids of the pages where words stand one after another, in whatever form. */
  phrase(words) {
    return this.once(`phrase ${words.join(" ")}`, async () => {
      const { results } = await this.index.search(`"${words.join(" ")}"`);
      return new Map(results.map((result) => [result.id, result]));
    });
  }

  /** The ids of the pages that pass a choice of filters, as {kind: "guide"}; null when nothing is chosen. */
  passing(filters) {
    const wanted = Object.entries(filters).filter(([, value]) => value).map(([what, value]) => [`${what}-${value}`, "1"]);
    if (!wanted.length) return null;
    return this.once(`filters ${wanted}`, async () => {
      const { results } = await this.index.search(EVERY, { filters: Object.fromEntries(wanted) });
      return new Map(results.map((result) => [result.id, result]));
    });
  }

  /** Whether a page has this word, in whatever form. */
  async known(word) {
    return (await this.phrase([word])).size > 0;
  }

  /** The words of all pages with this initial, the most frequent first: [word, the parts that have it, if not all]. */
  vocabulary(initial) {
    if (!this.facts.initials.includes(initial)) return [];
    return this.once(`vocabulary ${initial}`, async () => {
      const answer = await fetch(new URL(`words/${this.lang}/${initial.codePointAt(0).toString(16)}.txt`, this.folder));
      return answer.ok ? (await answer.text()).split("\n").map((line) => line.split("\t")) : [];
    });
  }

  /** What a word that is on no page may have been meant as, the likeliest first: [word, errors]. */
  async meant(word) {
    const limit = word.length < 4 ? 0 : word.length < 10 ? 1 : 2;
    if (!limit) return [];
    const lists = await Promise.all([...new Set([word[0], word[1]])].map((initial) => this.vocabulary(initial)));
    const near = [];
    for (const [other] of lists.flat()) {
      const distance = errors(word, other, limit);
      if (distance <= limit) near.push([other, distance]);
    }
    near.sort((one, other) => one[1] - other[1]);
    return near.filter(([, distance]) => distance === near[0][1]).slice(0, 3);
  }

  /** Whether some word begins so, in one part or any: it is still being typed, or the part that relatives share. */
  async begins(word, part = null) {
    const has = (parts) => part === null || !parts || parts.split(",").includes(String(part));
    const found = (await this.vocabulary(word[0])).some(([other, parts]) => other.startsWith(word) && has(parts));
    if (found && part === null) this.begun.add(word);
    return found;
  }

  /** The text and facts of a page. */
  page(result) {
    return this.once(`page ${result.id}`, () => result.data());
  }
}
