/* Which pages answer best. */

import { understand } from "./search-query.js";
import { stem, wordsOf } from "./search-text.js";

/** Pages whose title is compared with the question as a whole; they are shown at once, so their text is needed anyway. */
export const FIRST = 8;

export const P = { body: 0.6, mix: 0.5, named: 1.5, ofKind: 0.5, asked: 1.4, whole: 0.4, cut: 0.12, typed: 0.5, title: 4, also: 1.2, summary: 1.2, apart: 0.1, uncovered: 0.4, power: 1, tells: 0.4, together: 1,
  page: 0.5, path: 0.8, scenario: 0.9, assessment: 0.88, worksheet: 0.9, checklist: 0.95, guide: 1 };

function worth(result, { fields, weight }) {
  let sum = result.score * P.body;
  for (const name of result.matchedMetaFields ?? []) sum += (P[name] ?? 0) * fields[name] ** P.mix * weight ** (1 - P.mix);
  return sum;
}

const raise = (scores, id, score) => scores.set(id, Math.max(scores.get(id) ?? 0, score));
const add = (scores, id, score) => scores.set(id, (scores.get(id) ?? 0) + score);

/** What one way of saying something is worth on each page, and how much it tells. */
async function said(lookup, words, factor) {
  const scores = new Map();
  const telling = words.filter((word) => !lookup.idle(word));
  const found = await Promise.all(telling.map((word) => lookup.word(word)));
  for (const one of found) {
    for (const [id, result] of one.pages) add(scores, id, worth(result, one) * factor);
  }
  let weight = found.reduce((sum, one) => sum + one.weight ** P.tells, 0);
  if (words.length > 1) {
    const together = await lookup.phrase(words);
    for (const [id, score] of scores) if (!together.has(id)) scores.set(id, score * P.apart);
    const extra = lookup.weight(together.size) * P.together;
    for (const id of together.keys()) {
      const everywhere = ["title", "also", "summary"].filter((field) => found.length && found.every(({ pages }) => pages.get(id)?.matchedMetaFields?.includes(field)));
      add(scores, id, extra * factor * (1 + everywhere.reduce((sum, field) => sum + P[field], 0)));
    }
    weight = Math.max(weight, lookup.weight(together.size) ** P.tells);
  }
  return { scores, weight };
}

/** What a unit is worth on each page, and how much it tells. */
async function judged(lookup, { parts, others, named, ofKind, onlyTyped }) {
  const scores = new Map();
  let weight = 0;
  for (const ways of parts) {
    const best = new Map();
    const all = await Promise.all(ways.map(({ words, factor }) => said(lookup, words, factor)));
    for (const way of all) for (const [id, score] of way.scores) raise(best, id, score);
    for (const [id, score] of best) add(scores, id, score * (onlyTyped ? P.typed : 1));
    weight += all[0]?.weight ?? 0;
  }
  for (const { words, factor } of others) {
    const way = await said(lookup, words, factor);
    const scale = weight && way.weight > weight ? weight / way.weight : 1;
    for (const [id, score] of way.scores) raise(scores, id, score * scale);
    if (!parts.length) weight = Math.max(weight, way.weight);
  }
  const factor = ofKind ? P.ofKind : named ? P.named : 1;
  weight *= factor;
  for (const [id, score] of scores) scores.set(id, score * factor);
  return { scores, weight };
}

/** The kind of each page, as a factor. */
function priors(lookup) {
  return lookup.once("priors", async () => {
    const of = new Map();
    await Promise.all(lookup.facts.kinds.map(async ([kind]) => {
      for (const id of (await lookup.passing({ kind })).keys()) of.set(id, kind);
    }));
    return of;
  });
}

/**
 * The pages that answer, best first: {results: [{id, score, hit}], terms, meant, words}.
 * `filters` is {kind, topic, role}, each possibly empty; without a text, every page that passes them.
 */
export async function find(lookup, typed, filters = {}) {
  const passing = await lookup.passing(filters);
  if (!typed.trim()) {
    const results = [...(passing ?? new Map())].map(([id, hit]) => ({ id, hit, score: 0 }));
    return { results, terms: [], meant: null, words: [] };
  }
  const { units, kinds: asked, words: typedWords, terms, meant } = await understand(lookup, typed);
  const all = await Promise.all(units.map((unit) => judged(lookup, unit)));
  const total = all.reduce((sum, unit) => sum + unit.weight, 0) || 1;
  const scores = new Map();
  const covered = new Map();
  for (const unit of all) {
    for (const [id, score] of unit.scores) {
      add(scores, id, score);
      add(covered, id, unit.weight / total);
    }
  }
  const kinds = await priors(lookup);
  const words = [...new Set(units.flatMap(({ parts, others }) => [...parts.flat(), ...others].flatMap((way) => way.words)))];
  const hits = new Map();
  for (const word of words.filter((one) => !lookup.idle(one))) {
    for (const [id, hit] of (await lookup.word(word)).pages) hits.set(id, hit);
  }
  const results = [];
  for (const [id, score] of scores) {
    if (passing && !passing.has(id)) continue;
    const share = P.uncovered + (1 - P.uncovered) * covered.get(id) ** P.power;
    results.push({ id, hit: hits.get(id), score: score * share * (P[kinds.get(id)] ?? 1) * (asked.has(kinds.get(id)) ? P.asked : 1) });
  }
  const best = (one, other) => other.score - one.score;
  results.sort(best);
  const stems = new Set(typedWords.map(stem));
  await Promise.all(results.slice(0, FIRST).map(async (result) => {
    const title = wordsOf((await lookup.page(result.hit)).meta.title).filter((word) => !lookup.idle(word));
    const share = title.filter((word) => stems.has(stem(word))).length / (title.length || 1);
    result.score *= 1 + P.whole * share;
  }));
  results.sort(best);
  // What has only a common word of the question is no answer.
  results.splice(results.findIndex(({ score }) => score < results[0].score * P.cut) >>> 0);
  return { results, terms, meant, words, explain: { units, all } };
}
