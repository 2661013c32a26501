/* Which pages answer best. */

import { understand } from "./search-query.js";

/* What a word in the title, among the headings others list a page under, and in the summary is worth,
   in multiples of what it tells; the body's own score is at most 2.2. Found by trying on half of the golden queries. */
const FIELD = { title: 3, also: 1.6, summary: 1.2 };
const KIND = { guide: 1, checklist: 0.95, worksheet: 0.9, assessment: 0.88, scenario: 0.9, path: 0.8, page: 0.5 };
const LOOSE = 0.4;

function worth(result, weight) {
  let fields = 0;
  for (const name of result.matchedMetaFields ?? []) fields += FIELD[name] ?? 0;
  return result.score + weight * fields;
}

/** What one way of saying a unit is worth on each page: {scores, places, weight}. */
async function sayings(lookup, words, factor) {
  const found = await Promise.all(words.map((word) => lookup.word(word)));
  const weight = Math.max(0, ...found.map((one) => one.weight));
  const scores = new Map();
  for (const { pages, weight: own } of found) {
    for (const [id, result] of pages) scores.set(id, (scores.get(id) ?? 0) + worth(result, own) * factor);
  }
  if (words.length > 1) {
    const together = await lookup.phrase(words);
    for (const [id, score] of scores) if (!together.has(id)) scores.set(id, score * LOOSE);
  }
  return { scores, weight, words, found };
}

async function unitScores(lookup, unit) {
  const ways = [];
  const own = [];
  for (const found of unit.parts) {
    own.push(await Promise.all(found.map(({ words, factor }) => sayings(lookup, words, factor))));
  }
  const scores = new Map();
  const full = new Map();
  for (const part of own) {
    const best = new Map();
    for (const way of part) for (const [id, score] of way.scores) best.set(id, Math.max(best.get(id) ?? 0, score));
    for (const [id, score] of best) {
      scores.set(id, (scores.get(id) ?? 0) + score);
      full.set(id, (full.get(id) ?? 0) + 1);
    }
  }
  for (const other of unit.others) ways.push(await sayings(lookup, other.words, other.factor));
  for (const way of ways) for (const [id, score] of way.scores) scores.set(id, Math.max(scores.get(id) ?? 0, score));
  const all = [...own.flat(), ...ways];
  const weight = Math.max(0, ...(own.flat().length ? own.flat() : ways).map((way) => way.weight));
  return { scores, weight, words: all.flatMap((way) => way.words) };
}

async function kinds(lookup) {
  const of = new Map();
  await Promise.all(lookup.facts.kinds.map(async ([kind]) => {
    for (const id of (await lookup.passing({ kind })).keys()) of.set(id, KIND[kind] ?? 1);
  }));
  return of;
}

/**
 * The pages that answer, best first: {results: [{id, score, hit}], terms, meant, words}.
 * `filters` is {kind, topic, role}, each possibly empty; without a text, every page that passes them.
 */
export async function find(lookup, typed, filters = {}) {
  const passing = await lookup.passing(filters);
  if (!typed.trim()) {
    return { results: [...(passing ?? new Map())].map(([id, hit]) => ({ id, score: 0, hit })), terms: [], meant: null, words: [] };
  }
  const { units, terms, meant } = await understand(lookup, typed);
  const scored = await Promise.all(units.map((unit) => unitScores(lookup, unit)));
  const total = scored.reduce((sum, unit) => sum + unit.weight, 0) || 1;
  const priors = await kinds(lookup);
  const pages = new Map();
  for (const unit of scored) {
    for (const [id, score] of unit.scores) {
      const page = pages.get(id) ?? { score: 0, covered: 0 };
      page.score += score;
      page.covered += unit.weight / total;
      pages.set(id, page);
    }
  }
  const words = scored.flatMap((unit) => unit.words);
  const hits = new Map();
  for (const word of new Set(words)) {
    for (const [id, hit] of (await lookup.word(word)).pages) if (!hits.has(id)) hits.set(id, hit);
  }
  const results = [];
  for (const [id, { score, covered }] of pages) {
    if (passing && !passing.has(id)) continue;
    results.push({ id, score: score * (0.3 + 0.7 * covered ** 2) * (priors.get(id) ?? 1), hit: hits.get(id) });
  }
  results.sort((one, other) => other.score - one.score);
  return { results, terms, meant, words: [...new Set(words)] };
}
