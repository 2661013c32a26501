/* Where on a page the words stand: the sections that say most, each with the words around. */

import { stem, wordsOf } from "./search-text.js";

const AROUND = 26;
const BEFORE = 6;
const LATER = 0.05;
const TELLING = 0.5;

/** The places on a page of what was looked for: position -> {weight, word}. Words that tell little are not marked. */
async function places(lookup, words, phrases, id) {
  const found = new Map();
  const put = (at, word, weight) => {
    if ((found.get(at)?.weight ?? 0) < weight) found.set(at, { weight, word });
  };
  const looked = await Promise.all(words.map(async (word) => ({ word, ...(await lookup.word(word)) })));
  const least = Math.min(TELLING, ...looked.map(({ weight }) => weight || TELLING));
  for (const { word, pages, exact, weight } of looked) {
    if (weight < least || (exact.size && !exact.has(id))) continue;
    for (const at of pages.get(id)?.words ?? []) put(at, word, weight);
  }
  for (const phrase of phrases) {
    const pages = await lookup.phrase(phrase);
    for (const at of pages.get(id)?.words ?? []) put(at, phrase.join(" "), lookup.weight(pages.size));
  }
  return found;
}

/** What the words between two places are worth together, each word counted once. */
function worth(marks, from, to) {
  const best = new Map();
  for (const [at, { weight, word }] of marks) {
    if (at >= from && at < to) best.set(word, Math.max(best.get(word) ?? 0, weight));
  }
  return [...best.values()].reduce((sum, weight) => sum + weight, 0);
}

/** A text in runs, the words with one of these stems marked. */
function runsOf(lookup, text, stems) {
  const runs = [];
  for (const piece of text.split(/\s+/)) {
    const mark = wordsOf(piece).some((word) => !lookup.idle(word) && stems.has(stem(word)));
    const last = runs.at(-1);
    if (last && last.mark === mark) last.text += ` ${piece}`;
    else runs.push({ text: piece, mark });
  }
  return runs;
}

/** The words from `from` on where most of what is looked for stands together: [{text, mark}], in runs. */
function excerpt(words, marks, from, to) {
  let start = from;
  let most = -1;
  for (const at of [from, ...[...marks.keys()].filter((place) => place >= from && place < to)]) {
    const first = Math.max(from, at - BEFORE);
    const sum = worth(marks, first, Math.min(to, first + AROUND));
    if (sum > most + 0.01) [start, most] = [first, sum];
  }
  const end = Math.min(to, start + AROUND);
  const runs = [];
  for (let at = start; at < end; at += 1) {
    const mark = marks.has(at);
    const last = runs.at(-1);
    if (last && last.mark === mark) last.text += ` ${words[at]}`;
    else runs.push({ text: words[at], mark });
  }
  if (start > from && runs.length) runs.unshift({ text: "…", mark: false });
  if (end < to && runs.length) runs.push({ text: "…", mark: false });
  return runs;
}

/**
 * What is shown of a page: {page, summary, sections: [{id, title, runs}]}, at most `limit`
 * sections; runs are pieces of text, marked or not.
 */
export async function shown(lookup, result, { words, phrases }, limit) {
  const page = await lookup.page(result.hit);
  const marks = await places(lookup, words, phrases, result.id);
  const text = page.content.split(/\s+/);
  const headings = page.anchors.filter(({ element, id }) => /^h[2-4]$/.test(element) && id).sort((one, other) => one.location - other.location);
  const parts = headings.map(({ id, text: title, location }) => (
    { id, title: title.trim(), from: location + title.trim().split(/\s+/).length, at: location }));
  const sections = parts.map((part, index) => {
    const to = parts[index + 1]?.at ?? text.length;
    // Of equals the earlier: what to do comes before how sure we are of it.
    return { ...part, to, worth: worth(marks, part.at, to) * (1 - LATER * index) };
  }).filter((part) => part.worth > 0 && part.to > part.from);
  const best = sections.sort((one, other) => other.worth - one.worth || one.from - other.from).slice(0, limit);
  const stems = new Set([...marks.values()].flatMap(({ word }) => wordsOf(word).map(stem)));
  return { page, summary: runsOf(lookup, page.meta.summary, stems), sections: best.map(({ id, title, from, to }) => ({ id, title, runs: excerpt(text, marks, from, to) })) };
}
