/**
 * Brings spellings of one sound together: Sergei and Sergey, Marc and Mark, Yusuke and Yuusuke, Young-ho and Yeongho.
 * Two names with one key are written differently and read alike. Keys are compared with keys of the same kind only.
 */
type Rule = readonly [pattern: RegExp, by: string];

/** In this order. What is left is what a reader of any of those spellings says, roughly. */
const LATIN: readonly Rule[] = [
  [/x/g, "ks"],
  [/shch|tsch|tch|cz/g, "4"],
  [/sch|sh|sz/g, "s"],
  [/ch(?=[rlt])/g, "k"],
  [/ch/g, "4"],
  [/ph/g, "f"],
  [/dzh|zh|dj|dsch/g, "j"],
  [/ck|cq|qu|q/g, "k"],
  [/tz|ts/g, "s"],
  [/c(?=[eiy])/g, "s"],
  [/c/g, "k"],
  [/kh/g, "h"],
  [/([gtdb])h/g, "$1"],
  [/(?:off|ow|ov)$/, "ov"],
  [/(?:eff|ew|ev)$/, "ev"],
  [/w/g, "v"],
  [/z/g, "s"],
  [/[yj]/g, "i"],
  [/^i(?=e)/, ""],
  [/ee|ie$|ii+/g, "i"],
  [/oo|ou|uu/g, "u"],
  [/aa/g, "a"],
  [/[ae]i(?=.)/g, "e"],
  [/h(?=[^aeiou]|$)/g, ""],
  [/(.)\1+/g, "$1"],
];

/** Words that can be read as kana: the length of a vowel is written or not. */
const JAPANESE_WORD = /^(?:(?:[kgsztdnhbpmr]y?|sh|ch|ts|f|j|w|y)?[aiueo]h?|n(?![aiueoy]))+$/;
const JAPANESE: readonly Rule[] = [
  [/oh(?![aiueoy])|ou|oo/g, "o"],
  [/uu/g, "u"],
  [/aa/g, "a"],
  [/ii/g, "i"],
  [/ei/g, "e"],
  [/si/g, "shi"],
  [/ti/g, "chi"],
  [/tu/g, "tsu"],
  [/hu/g, "fu"],
  [/zi|di/g, "ji"],
  [/zy|jy/g, "j"],
  [/sy/g, "sh"],
  [/ty/g, "ch"],
  [/m(?=[bpm])/g, "n"],
];

const KOREAN: readonly Rule[] = [
  [/y(?:oung|ung|eoung)/g, "yeong"],
  [/(?<=[hgkbpmn])y(?:oun|u)n(?!a)/g, "yeon"],
  [/yun|youn/g, "yun"],
  [/(?<=[js]|ch)(?:u|oo)ng/g, "eong"],
  [/(?<=[s])(?:u|oo)n/g, "eon"],
  [/(?<=[js]|ch)(?:u|oo)k/g, "eok"],
  [/oo|wu|ou/g, "u"],
  [/ee|ui|yi/g, "i"],
  [/eu/g, "u"],
  [/ae|ai/g, "e"],
  [/eo|o|u/g, "o"],
  [/shi/g, "si"],
  [/ch|j/g, "j"],
  [/k|q/g, "g"],
  [/p/g, "b"],
  [/t/g, "d"],
  [/r|l/g, "r"],
  [/w(?=o)/g, ""],
  [/h(?=[^aeiouy]|$)/g, ""],
  [/(.)\1+/g, "$1"],
];

/** Shorter keys say too little: "Li" and "Lie". */
const LEAST = 3;

const reduced = (word: string, rules: readonly Rule[]): string =>
  rules.reduce((text, [pattern, by]) => text.replace(pattern, by), word);

/** Of a word or a name in plain Latin letters; empty for what has none. */
export function soundKeys(word: string, { korean }: { readonly korean: boolean }): readonly string[] {
  const keys = [
    `l:${reduced(word, LATIN)}`,
    ...(JAPANESE_WORD.test(word) ? [`j:${reduced(word, JAPANESE)}`] : []),
    ...(korean ? [`k:${reduced(word, KOREAN)}`] : []),
  ];
  return /^[a-z]+$/.test(word) ? keys.filter((key) => key.length >= LEAST + 2) : [];
}

/** A script without vowels has one letter for what Latin ones write as one or two. */
const CONSONANTS: readonly Rule[] = [
  [/ck|[cq]/g, "k"],
  [/z/g, "s"],
  [/[aeiouvwyj]/g, ""],
  [/(.)\1+/g, "$1"],
];

/** One of those letters is a vowel in some names and a consonant in others. */
const WITH_V: readonly Rule[] = [[/[vw]/g, "b"]];

/** In scripts that write no short vowels two names are alike where their consonants are; empty for what has hardly any. */
export function skeletons(word: string): readonly string[] {
  const plain = [word, reduced(word, LATIN)];
  const bones = plain.flatMap((one) => [reduced(one, CONSONANTS), reduced(reduced(one, WITH_V), CONSONANTS)]);
  return bones.filter(({ length }) => length > 1);
}
