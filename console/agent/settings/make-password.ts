/** 144 bits, in letters and digits that go through a form, a header and a clipboard as they are. */
const BYTES = 18;

export function makePassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
