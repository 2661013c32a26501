/* What was typed -> what is looked for: units, each with its alternatives. */

import { alike, otherLayout, wordsOf } from "./search-text.js";

const SYNONYM = 0.7;
const MISTYPED = 0.75;
const RELATED = 0.35;
const STEM = 7;

/** The glossary's terms that a row of words names: {at, length, id, names}, the longest first. */
function named(words, terms) {
  const found = [];
  for (const [id, ...names] of terms) {
    for (const name of names) {
      const parts = wordsOf(name);
      for (let at = 0; parts.length && at + parts.length <= words.length; at += 1) {
        if (parts.every((part, index) => alike(part, words[at + index]))) {
          found.push({ at, length: parts.length, id, names, name });
          break;
        }
      }
    }
  }
  return found.sort((one, other) => other.length - one.length || one.at - other.at);
}

/** How many words of a text some page has, and how many it has. */
async function sense(lookup, text) {
  const words = wordsOf(text).filter((word) => !lookup.common.has(word) && word.length > 1);
  const known = await Promise.all(words.map(async (word) => (await lookup.known(word)) || lookup.facts.terms.some((term) => term.slice(1).some((name) => alike(wordsOf(name)[0] ?? "", word)))));
  return { known: known.filter(Boolean).length, words: words.length };
}

/** The text as it was meant: in the other layout when that makes more sense. */
async function inLayout(lookup, text) {
  const other = otherLayout(text);
  if (!other) return text;
  const own = await sense(lookup, text);
  if (own.known === own.words && own.words) return text;
  const swapped = await sense(lookup, other);
  return swapped.known > own.known ? other : text;
}

async function alternatives(lookup, word, last) {
  const found = [{ words: [word], factor: 1 }];
  if (await lookup.known(word)) {
    if (word.length >= STEM) found.push({ words: [word.slice(0, Math.max(5, Math.ceil(word.length * 0.65)))], factor: RELATED });
    return { found, meant: null };
  }
  if (last && (await lookup.begins(word))) return { found, meant: null };
  const near = await lookup.meant(word);
  if (near.length) return { found: near.map(([other]) => ({ words: [other], factor: MISTYPED })), meant: near[0][0] };
  const stem = word.slice(0, Math.max(5, Math.ceil(word.length * 0.65)));
  if (word.length >= STEM && (await lookup.begins(stem))) return { found: [{ words: [stem], factor: RELATED }], meant: null };
  return { found: [], meant: null };
}

/**
 * What is looked for: `units` (each with alternatives: words and a factor), the
 * `terms` of the glossary it names, and the text it was `meant` as when that is not what was typed.
 */
export async function understand(lookup, typed) {
  const text = await inLayout(lookup, typed);
  const words = wordsOf(text);
  const taken = new Array(words.length).fill(false);
  const units = [];
  const terms = new Map();
  const meant = [...words];
  for (const { at, length, id, names, name } of named(words, lookup.facts.terms)) {
    const range = words.slice(at, at + length);
    if (!terms.has(id)) terms.set(id, names[0]);
    const others = names.filter((other) => other !== name).map((other) => ({
      words: wordsOf(other).filter((word) => !lookup.common.has(word)), factor: SYNONYM,
    })).filter((other) => other.words.length);
    const unit = units.find((known) => known.at === at && known.length === length);
    if (unit) {
      unit.others.push(...others);
    } else if (!taken.slice(at, at + length).some(Boolean)) {
      taken.fill(true, at, at + length);
      units.push({ at, length, range, others });
    }
  }
  words.forEach((word, at) => {
    if (!taken[at]) units.push({ at, length: 1, range: [word], others: [] });
  });
  units.sort((one, other) => one.at - other.at);
  const useful = units.filter(({ range, others }) => others.length || range.some((word) => word.length > 1 && !lookup.common.has(word)));
  const asked = useful.length ? useful : units;
  for (const unit of asked) {
    const own = unit.range.filter((word) => word.length > 1 && !lookup.common.has(word));
    const parts = own.length ? own : unit.others.length ? [] : unit.range;
    const last = unit.at + unit.length === words.length;
    unit.parts = [];
    for (const word of parts) {
      const { found, meant: other } = await alternatives(lookup, word, last);
      if (other) meant[words.indexOf(word)] = other;
      unit.parts.push(found);
    }
  }
  const changed = text !== typed || meant.some((word, index) => word !== words[index]);
  return { units: asked, terms: [...terms], meant: changed ? meant.join(" ") : null, words };
}
