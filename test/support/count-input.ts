/** What a person does with fingers and keys in a browser, counted where the browser hears of it. */
import type { BrowserContext } from "playwright-core";

export interface CountedInput {
  taps: number;
  typed: number;
  /** Typed into the field that is counted by itself. */
  besides: number;
}

/** `besides`: name of a field whose characters are counted by themselves. For pages that are opened afterwards. */
export async function countInput(
  context: BrowserContext,
  { besides }: { readonly besides: string },
): Promise<CountedInput> {
  const counted: CountedInput = { taps: 0, typed: 0, besides: 0 };
  await context.exposeBinding("countedInput", (_source, kind: keyof CountedInput) => {
    counted[kind] += 1;
  });
  await context.addInitScript((apart) => {
    const count = (kind: string): void => {
      (globalThis as unknown as { countedInput: (kind: string) => void }).countedInput(kind);
    };
    addEventListener("pointerdown", () => count("taps"), { capture: true });
    addEventListener(
      "keydown",
      ({ key, target }) => {
        if (key.length === 1) {
          count(target instanceof HTMLInputElement && target.name === apart ? "besides" : "typed");
        }
      },
      { capture: true },
    );
  }, besides);
  return counted;
}
