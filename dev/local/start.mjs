// Plain JavaScript: it must also run on a Node that is too old for the rest, to say so.
import { existsSync } from "node:fs";

const OLDEST = 24;
const { node } = process.versions;

if (!existsSync(new URL("../../node_modules/miniflare", import.meta.url))) {
  refuse("The packages are not installed: run `npm ci`, then `npm start` again.");
} else if (Number.parseInt(node, 10) < OLDEST) {
  refuse(
    `This is Node ${node}, and Node ${OLDEST}, which comes with the packages, is missing: run \`npm ci\` again with install scripts allowed, then \`npm start\`.`,
  );
} else {
  await import("./start.ts");
}

function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
