// Subjects of at most 60 characters, in the form "type(scope): what"; a fix or perf says in its body what was wrong and how it was seen.
import { execFileSync } from "node:child_process";

// What came before this commit is as it is.
const SINCE = "cc07f455c5229797b373643befa7bb002ce5ea40";
const LONGEST = 60;
const FORM = /^[a-z]+(\([a-z0-9-]+\))?: \S/;
const TELLS_WHY = /^(fix|perf)\b/;

const git = (...args) => execFileSync("git", args, { encoding: "utf8" });

function known(commit) {
  try {
    git("merge-base", "--is-ancestor", commit, "HEAD");
    return true;
  } catch {
    return false;
  }
}

const range = known(SINCE) ? [`${SINCE}..HEAD`] : ["-1", "HEAD"];
const problems = git("log", "--no-merges", "--format=%h%x00%s%x00%b%x1e", ...range)
  .split("\x1e")
  .map((entry) => entry.trim().split("\0"))
  .filter(([commit]) => commit !== "")
  .flatMap(([commit, subject, body = ""]) => [
    ...(subject.length > LONGEST ? [`${commit} has a subject of ${subject.length} characters: ${subject}`] : []),
    ...(FORM.test(subject) ? [] : [`${commit} is not "type(scope): what": ${subject}`]),
    ...(TELLS_WHY.test(subject) && body.trim() === "" ? [`${commit} does not say what was wrong: ${subject}`] : []),
  ]);
problems.forEach((problem) => process.stdout.write(`${problem}\n`));
process.exitCode = problems.length === 0 ? 0 : 1;
