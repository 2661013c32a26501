/* What was typed -> what is looked for: units, each with the ways of saying it. */

import { joined, otherLayout, stem, wordsOf } from "./search-text.js";

/* How far a way of saying counts that is not the reader's own. */
const SYNONYM = 0.75;
const ALSO = 0.4;
const MISTYPED = 0.7;
const RELATED = 0.35;

/* On so many pages a word is one of ours; on fewer it may be there by chance. */
const OFTEN = 3;
const LONG = 7;
/** The part of a word that its relatives share: `выгор` of «выгорание» and «выгорел». */
const root = (word) => word.slice(0, Math.max(5, Math.ceil(word.length * 0.55)));
/* Pagefind takes «новый» for «новыи» before it looks for endings, and then finds none. */
const ADJECTIVE = /(?<=.{3})[ыиое]и$/;

/** Every entry that the words hold a name of: {at, length, id, own, names}, the longest first; `own` is null for what is only typed. */
function named(words, entries) {
  const stems = words.map(stem);
  const found = [];
  for (const [id, names, typed] of entries) {
    for (const name of [...names, ...typed]) {
      const parts = wordsOf(name).map(stem);
      for (let at = 0; parts.length && at + parts.length <= words.length; at += 1) {
        if (parts.every((part, index) => part === stems[at + index])) {
          found.push({ at, length: parts.length, id, own: names.includes(name) ? name : null, names });
          break;
        }
      }
    }
  }
  return found.sort((one, other) => other.length - one.length || one.at - other.at);
}

/** How many of a text's words are on some page or in the glossary, and how many there are. */
async function sense(lookup, text) {
  const words = wordsOf(text).filter((word) => !lookup.idle(word));
  const inGlossary = (word) => named([word], lookup.facts.terms).length > 0;
  const known = await Promise.all(words.map(async (word) => inGlossary(word) || lookup.known(word)));
  return { known: known.filter(Boolean).length, words: words.length };
}

/** The text in the keyboard layout in which it makes more sense. */
async function inLayout(lookup, text) {
  const other = otherLayout(text);
  if (!other) return text;
  const own = await sense(lookup, text);
  if (own.known === own.words) return text;
  return (await sense(lookup, other)).known > own.known ? other : text;
}

/** The ways of saying one word, and what it was meant as when it looks mistyped; a word of the glossary never does. */
async function ways(lookup, word, { last, inGlossary }) {
  const own = { words: [word], factor: 1 };
  const related = { words: [root(word)], factor: RELATED };
  const bare = word.replace(ADJECTIVE, "");
  if (bare !== word && (await lookup.begins(bare))) return { ways: [own, { words: [bare], factor: 1 }] };
  const known = word.length >= LONG && (await lookup.begins(root(word)));
  if (await lookup.known(word)) return { ways: known ? [own, related] : [own] };
  if (inGlossary) return { ways: known ? [related] : [] };
  if (last && (await lookup.begins(word))) return { ways: [own] };
  const near = await lookup.meant(word);
  if (near.length) return { ways: near.map(([other]) => ({ words: [other], factor: MISTYPED })), meant: near[0][0] };
  return { ways: known ? [related] : [] };
}

/** The row of words cut into units: what the glossary names, and single words. */
function cut(words, found) {
  const units = [];
  const taken = new Array(words.length).fill(null);
  for (const { at, length, own, names } of found) {
    const unit = taken[at];
    if (unit && unit.at === at && unit.length === length) {
      unit.entries.push({ own, names });
    } else if (!taken.slice(at, at + length).some(Boolean)) {
      const fresh = { at, length, entries: [{ own, names }] };
      taken.fill(fresh, at, at + length);
      units.push(fresh);
    }
  }
  taken.forEach((unit, at) => {
    if (!unit) units.push({ at, length: 1, entries: [] });
  });
  return units.sort((one, other) => one.at - other.at);
}

/** The glossary's ways of saying what a unit says. */
function saidOtherwise({ entries }, range, known) {
  const others = range.length > 1 ? [{ words: range, factor: 1 }] : [];
  for (const { own, names } of entries) {
    // Where the reader's own words name the thing and are on the pages, another name for it counts for less.
    const factor = own && known ? ALSO : SYNONYM;
    for (const name of names) {
      if (name !== own) others.push({ words: wordsOf(name), factor });
      const whole = joined(name);
      if (whole) others.push({ words: [whole], factor: name === own ? 1 : SYNONYM });
    }
  }
  return others;
}

/** The kinds of page the words ask for, as "checklist" and "template" do, and the places of those words. */
function wanted(words, lookup) {
  const found = named(words, lookup.facts.kinds);
  return { kinds: new Set(found.map(({ id }) => id)), places: new Set(found.flatMap(({ at, length }) => [...words.keys()].slice(at, at + length))) };
}

/**
 * What is looked for: `units`, each with the `parts` of the reader's own words
 * (a list of ways for each) and `others`, the glossary's ways of saying the
 * whole; the `kinds` of page it asks for; the `terms` it names; and the text it was `meant` as when that is not what was typed.
 */
export async function understand(lookup, typed) {
  const text = await inLayout(lookup, typed);
  const words = wordsOf(text);
  const found = named(words, lookup.facts.terms);
  const { kinds, places } = wanted(words, lookup);
  const meant = [...words];
  const units = await Promise.all(cut(words, found).map(async (unit) => {
    const range = words.slice(unit.at, unit.at + unit.length);
    const inGlossary = unit.entries.length > 0;
    const parts = [];
    for (const [index, word] of range.entries()) {
      if (lookup.idle(word) && words.length > 1) continue;
      const said = await ways(lookup, word, { last: unit.at + index + 1 === words.length, inGlossary });
      if (said.meant) meant[unit.at + index] = said.meant;
      parts.push(said.ways);
    }
    const told = await Promise.all(range.filter((word) => !lookup.idle(word)).map((word) => lookup.word(word)));
    const known = told.length > 0 && told.every(({ exact }) => exact.size >= OFTEN);
    const ofKind = range.every((_, index) => places.has(unit.at + index));
    const onlyTyped = inGlossary && unit.entries.every(({ own }) => own === null);
    return { parts, others: saidOtherwise(unit, range, known), named: inGlossary && !ofKind, ofKind, onlyTyped };
  }));
  const asked = units.filter(({ parts, others }) => parts.length || others.length);
  const changed = text !== typed || meant.some((word, index) => word !== words[index]);
  const terms = new Map(found.map(({ id, names }) => [id, names[0]]));
  return { units: asked, kinds, words, terms: [...terms], meant: changed ? meant.join(" ") : null };
}
