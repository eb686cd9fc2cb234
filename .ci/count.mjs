// Prints the slowest files and, last, "1234 passed, 0 failed" from vitest's own JSON report. Fails when the report is missing, empty or not a success.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, success, testResults } = report;
// A file that cannot be loaded holds no failed test, and would pass unseen.
const broken = testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
);

const SHOWN = 10;
const seconds = ({ startTime, endTime }) => (endTime - startTime) / 1000;
const root = `${process.cwd()}/`;
process.stdout.write(`The ${SHOWN} slowest test files:\n`);
for (const file of testResults.toSorted((one, other) => seconds(other) - seconds(one)).slice(0, SHOWN)) {
  process.stdout.write(`${seconds(file).toFixed(1).padStart(7)} s  ${file.name.replace(root, "")}\n`);
}

const parts = [`${passed} passed`, `${failed} failed`];
if (skipped > 0) {
  parts.push(`${skipped} skipped`);
}
if (broken.length > 0) {
  parts.push(`${broken.length} files did not load`);
}
process.stdout.write(`${parts.join(", ")}\n`);
process.exitCode = success && passed > 0 && failed === 0 && broken.length === 0 ? 0 : 1;
