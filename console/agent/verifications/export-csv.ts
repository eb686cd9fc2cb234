/** What the export needs of the browser: the country's way with decimals, and a place to put a file. */

/** Spreadsheets follow the country; where it writes "1,5" they part cells with ";" instead of ",". */
export function decimalSign(locale: string | undefined): "." | "," {
  const parts = new Intl.NumberFormat(known(locale)).formatToParts(1.5);
  return parts.find(({ type }) => type === "decimal")?.value === "." ? "." : ",";
}

/** Chromium on Linux names a system without a language "en-US@posix", which Intl refuses. */
function known(locale: string | undefined): string | undefined {
  return locale?.replace(/@.*$/, "");
}

const LINE_FEED = 10;

/** Lines that end in a part: cells never hold a break, so that each is a row. */
export function linesIn(part: Uint8Array): number {
  let count = 0;
  for (const byte of part) {
    if (byte === LINE_FEED) count += 1;
  }
  return count;
}

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Revoked at once, some browsers save nothing.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
