/* Words as the search sees them. Pure functions: text in, text out. */

const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const TO_CYRILLIC = new Map([...QWERTY].map((key, index) => [key, CYRILLIC[index]]));
const TO_LATIN = new Map([...CYRILLIC].map((key, index) => [key, QWERTY[index]]));

/** A word as Pagefind compares it: small letters without marks, so that ё is е. */
export function fold(word) {
  return word.toLowerCase().replace(/['’]/g, "").normalize("NFD").replace(/\p{M}/gu, "");
}

/** The words of a text, folded, in order. */
export function wordsOf(text) {
  return (text.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? []).map(fold);
}

/** A compound as Pagefind also keeps it, in one piece: `one-on-one` is `oneonone`. Null for anything else. */
export function joined(text) {
  return /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+$/u.test(text.trim()) ? fold(text.trim().replace(/-/g, "")) : null;
}

/** What the same keys write in the other layout: `ghbvth` is «пример», `аск` is "fcr". Null when it is neither. */
export function otherLayout(text) {
  const small = text.toLowerCase();
  const map = /[а-яё]/.test(small) ? TO_LATIN : /[a-z]/.test(small) ? TO_CYRILLIC : null;
  return map && [...small].map((letter) => map.get(letter) ?? letter).join("");
}

const ENDINGS = [
  [/\p{Script=Cyrillic}/u, /(?<=.{3})(?:и?ями|и?ами|иях|ях|ах|иеи|еи|ои|ии|ыи|ия|ию|ью|ов|ев|и?ам|и?ям|и?ом|и?ем|ую|юю|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ых|их|ым|им|ыми|ими|[ауюояеыиь])$/],
  [/\p{Script=Latin}/u, /(?<=.{3})(?:ies|es|s|ed|ing|e|y)$/],
];

/** A word without its ending, as far as that can be told without a dictionary: for comparing two words, not for showing. */
export function stem(word) {
  const rule = ENDINGS.find(([script]) => script.test(word));
  return rule ? word.replace(rule[1], "") : word;
}

/** Typing errors between two words: letters missing, added, wrong or swapped. More than `limit` count as `limit + 1`. */
export function errors(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
      if (wrong && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[other.length];
}
