import { expect, it } from "vitest";
import { withoutHiddenSigns } from "./hidden-signs.ts";

it.each([
  ["a direction override", "Dana\u202E ziuR", "Dana ziuR"],
  ["an isolate", "\u2066Dana\u2069", "Dana"],
  ["a zero-width space", "Da\u200Bna", "Dana"],
  ["a joiner", "Da\u200Dna", "Dana"],
  ["a soft hyphen", "Da\u00ADna", "Dana"],
  ["a control", "Da\u0007na", "Dana"],
  ["a line break", "Dana\nRuiz", "Dana Ruiz"],
  ["a filler", "Da\u3164na", "Dana"],
  ["a selector", "Da\uFE0Fna", "Dana"],
])("%s is taken out", (_what, text, left) => {
  expect(withoutHiddenSigns(text)).toBe(left);
});

it.each(["Dana Ruiz", "Zoë O’Neill-Łuk", "Анна", "田中 太郎", "נועה כהן", "José"])("%s stays", (name) => {
  expect(withoutHiddenSigns(name)).toBe(name);
});
