import { createInterface } from "node:readline";

/** A sign-in link lives ten minutes and opens once; in a terminal, Enter makes the next one. */
export function offerSignInLinks(signIn: () => Promise<string>): void {
  if (!process.stdin.isTTY) {
    return;
  }
  createInterface({ input: process.stdin }).on("line", () => {
    signIn().then(console.log, (error: unknown) => console.error(String(error)));
  });
}
