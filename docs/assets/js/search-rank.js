/* Which pages answer best. Tried out on the queries of tests/search that are marked `first`. */

import { understand } from "./search-query.js";
import { stem, wordsOf } from "./search-text.js";

/** Pages whose title is compared with the whole question; they are shown at once, so their text is needed anyway. */
export const FIRST = 6;

/* What a word is worth in a field, in multiples of what it tells; in the body it is worth 2.2 × BODY at most.
   `also` holds the headings under which other pages list a page, and the moment of a checklist. */
const BODY = 0.6;
const FIELD = { title: 4, also: 1.2, summary: 1.2 };
const KIND = { guide: 1, checklist: 0.95, scenario: 0.9, worksheet: 0.9, assessment: 0.88, path: 0.8, page: 0.5 };
/* A word of the glossary counts for more, a word like "checklist" for less than for the kind of page it asks for. */
const NAMED = 1.5;
const OF_KIND = 0.5;
const ASKED = 1.4;
/* The reader's own words where they are no name for what they mean, as in "he is wrong". */
const TYPED = 0.5;
/* A name of several words, where they stand on a page but not together. */
const APART = 0.1;
/* How much a unit tells when the question as a whole is weighed: rare words do, but not by far. */
const TELLS = 0.4;
/* What remains for a page with none of the question; a title that is the question; what is no answer any more. */
const UNCOVERED = 0.4;
const WHOLE = 0.4;
const CUT = 0.12;

const add = (scores, id, score) => scores.set(id, (scores.get(id) ?? 0) + score);
const raise = (scores, id, score) => scores.set(id, Math.max(scores.get(id) ?? 0, score));

/** What a word is worth on a page. In a field it tells as much as it is rare there and everywhere. */
function worth(result, { exact, fields, weight }) {
  let sum = result.score * BODY;
  if (exact.size && !exact.has(result.id)) return sum;
  for (const name of result.matchedMetaFields ?? []) sum += (FIELD[name] ?? 0) * Math.sqrt(fields[name] * weight);
  return sum;
}

/** Raises the pages on which words stand together: in the fields that hold all of them, by what those are worth. */
function together(scores, { pages, weight }, found, factor) {
  for (const id of pages.keys()) {
    const fields = Object.keys(FIELD).filter((field) => (
      found.length && found.every((one) => one.pages.get(id)?.matchedMetaFields?.includes(field))));
    add(scores, id, weight * factor * fields.reduce((sum, field) => sum + FIELD[field], 1));
  }
}

/** What one way of saying something is worth on each page, and how much it tells. */
async function said(lookup, { words, factor }, hits) {
  const scores = new Map();
  const found = await Promise.all(words.filter((word) => !lookup.idle(word)).map((word) => lookup.word(word)));
  for (const one of found) {
    for (const [id, result] of one.pages) {
      hits.set(id, result);
      add(scores, id, worth(result, one) * factor);
    }
  }
  let tells = found.reduce((sum, one) => sum + one.weight ** TELLS, 0);
  if (words.length > 1) {
    const phrase = await lookup.phrase(words);
    for (const [id, score] of scores) if (!phrase.has(id)) scores.set(id, score * APART);
    const weight = lookup.weight(phrase.size);
    together(scores, { pages: phrase, weight }, found, factor);
    for (const [id, result] of phrase) if (!hits.has(id)) hits.set(id, result);
    tells = Math.max(tells, weight ** TELLS);
  }
  return { scores, tells };
}

/** What a unit is worth on each page, and how much it tells. */
async function judged(lookup, { parts, others, named, ofKind, onlyTyped }, hits) {
  const scores = new Map();
  let tells = 0;
  for (const ways of parts) {
    const best = new Map();
    const all = await Promise.all(ways.map((way) => said(lookup, way, hits)));
    for (const way of all) for (const [id, score] of way.scores) raise(best, id, score);
    for (const [id, score] of best) add(scores, id, onlyTyped ? score * TYPED : score);
    tells += all[0]?.tells ?? 0;
  }
  for (const other of others) {
    const way = await said(lookup, other, hits);
    const scale = tells && way.tells > tells ? tells / way.tells : 1;
    for (const [id, score] of way.scores) raise(scores, id, score * scale);
    if (!parts.length) tells = Math.max(tells, way.tells);
  }
  const factor = ofKind ? OF_KIND : named ? NAMED : 1;
  for (const [id, score] of scores) scores.set(id, score * factor);
  return { scores, tells: tells * factor };
}

/** The kind of every page, by its id in the index. */
function kindsOf(lookup) {
  return lookup.once("kinds", async () => {
    const of = new Map();
    await Promise.all(lookup.facts.kinds.map(async ([kind]) => {
      for (const id of (await lookup.passing({ kind })).keys()) of.set(id, kind);
    }));
    return of;
  });
}

/** Sorts; a page whose title is the question moves up, and what has only a common word of it goes. */
async function sorted(lookup, results, words) {
  const best = (one, other) => other.score - one.score;
  const stems = new Set(words.map(stem));
  results.sort(best);
  await Promise.all(results.slice(0, FIRST).map(async (result) => {
    const title = wordsOf((await lookup.page(result.hit)).meta.title).filter((word) => !lookup.idle(word));
    const share = title.filter((word) => stems.has(stem(word))).length / (title.length || 1);
    result.score *= 1 + WHOLE * share;
  }));
  results.sort(best);
  return results.filter(({ score }) => score >= results[0].score * CUT);
}

/**
 * The pages that answer, best first, and what to mark on them: {results: [{id, hit, score}], terms, meant, words, phrases}.
 * `filters` is {kind, topic, role}, each possibly empty; without a text, every page that passes them.
 */
export async function find(lookup, typed, filters = {}) {
  if (!lookup.facts.pages) return { results: [], terms: [], meant: null, words: [], phrases: [] };
  const passing = await lookup.passing(filters);
  if (!typed.trim()) {
    const results = [...(passing ?? new Map())].map(([id, hit]) => ({ id, hit, score: 0 }));
    return { results, terms: [], meant: null, words: [], phrases: [] };
  }
  const { units, kinds: asked, words, terms, meant } = await understand(lookup, typed);
  const hits = new Map();
  const all = await Promise.all(units.map((unit) => judged(lookup, unit, hits)));
  const total = all.reduce((sum, unit) => sum + unit.tells, 0) || 1;
  const scores = new Map();
  const covered = new Map();
  for (const unit of all) {
    for (const [id, score] of unit.scores) {
      add(scores, id, score);
      add(covered, id, unit.tells / total);
    }
  }
  const kinds = await kindsOf(lookup);
  const results = [];
  for (const [id, score] of scores) {
    if (passing && !passing.has(id)) continue;
    const share = UNCOVERED + (1 - UNCOVERED) * covered.get(id);
    const kind = kinds.get(id);
    results.push({ id, hit: hits.get(id), score: score * share * (KIND[kind] ?? 1) * (asked.has(kind) ? ASKED : 1) });
  }
  const ways = units.flatMap(({ parts, others }) => [...parts.flat(), ...others]).map((way) => way.words);
  const single = new Set(ways.filter((way) => way.length === 1).flat().filter((word) => !lookup.idle(word)));
  const phrases = ways.filter((way) => way.length > 1);
  return { results: await sorted(lookup, results, words), terms, meant, words: [...single], phrases };
}
