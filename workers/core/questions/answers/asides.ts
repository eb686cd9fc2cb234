/** What people write around an answer: "it was Leeds, I think". None of these words is a name or a place. */
const ASIDES = new Set(
  "it its was is think believe guess maybe perhaps probably called would be manager boss line sure pretty far know denke glaube dass ist war chef chefin crois pense cest creo era jefe jefa".split(
    " ",
  ),
);
/** Asides only beside another: alone "I" is an initial, and "The" the first word of a city. */
const BESIDE_ASIDES = new Set("i im in the his her name my as ich es mein meine je que mi mon ma".split(" "));

/** The words as they are, then without the asides at either end. Never empty. */
export function readingsOf(all: readonly string[]): readonly (readonly string[])[] {
  const tail = [...all].reverse();
  const end = all.length - runOf(tail).length;
  const { length: whole, last } = runOf(all.slice(0, end));
  const readings = [all.slice(last, end), all.slice(whole, end)];
  return [all, ...readings.filter((reading) => reading.length > 0 && reading.length < all.length)];
}

/** How many words at the start are asides, and where the last certain one of them ends. Both 0 without a certain one. */
function runOf(all: readonly string[]): { readonly length: number; readonly last: number } {
  const other = all.findIndex((word) => !ASIDES.has(word) && !BESIDE_ASIDES.has(word));
  const run = other === -1 ? all : all.slice(0, other);
  const last = run.findLastIndex((word) => ASIDES.has(word)) + 1;
  return { length: last === 0 ? 0 : run.length, last };
}
