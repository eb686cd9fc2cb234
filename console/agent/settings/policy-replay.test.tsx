import { renderToString } from "preact-render-to-string";
import { expect, it } from "vitest";
import type { PolicyReplayReply } from "../../../workers/contract/console/settings.ts";
import { categoryAt, Replayed } from "./policy-replay.tsx";

const NONE = { passes: 0, waits: 0, fails: 0, asked_more: 0, code_asked: 0, not_sent: 0, not_required: 0 };
const text = (change: Partial<PolicyReplayReply>): string =>
  renderToString(
    <Replayed
      reply={{
        days: 90,
        checks: 12,
        unreadable: 0,
        from: { ...NONE, passes: 12 },
        to: { ...NONE, passes: 12 },
        changes: [],
        notReplayed: [],
        ...change,
      }}
    />,
  ).replace(/<[^>]+>/g, "");

it("finds the category and its ticket system in the path of a form, whatever is in the name", () => {
  expect(categoryAt("CATEGORIES.Reset 2.0")).toEqual({ category: "Reset 2.0" });
  expect(categoryAt("CONNECTION_CATEGORIES.east.Reset 2.0")).toEqual({ connection: "east", category: "Reset 2.0" });
});

it("says in sentences what a draft would have changed, impostors first of all", () => {
  expect(text({})).toBe(
    "12 checks were decided in the last 90 days. 12 pass, as under what is saved.None of them would have ended otherwise.",
  );
  const changed = text({
    to: { ...NONE, passes: 13 },
    changes: [
      { of: "typed", from: "waits", to: "passes", checks: 2, impostor: 1, genuine: 0 },
      { of: "ordinary", from: "passes", to: "fails", checks: 1, impostor: 0, genuine: 1 },
    ],
  });
  expect(changed).toContain("13 would have passed, 12 under what is saved.");
  expect(changed).toContain(
    "Over an address or number that the agent types: 2 checks that waited for somebody else or a passkey would pass. 1 of them was confirmed or reported as an impostor's.",
  );
  expect(changed).toContain("1 check that passed would fail. 1 of them was confirmed as genuine.");
});

it("says what it cannot tell, and what it did not read", () => {
  expect(text({ checks: 0 })).toBe("No check of this category was decided in the last 90 days.");
  const said = text({ notReplayed: ["earlyAccept", "holdMinutes"], unreadable: 1, onlyNewest: true });
  expect(said).toContain("Ended checks cannot tell what these changes do: the accept line, the hold.");
  expect(said).toContain("Besides 1 check that could not be judged again");
  expect(said).toContain("Only the newest 13 were read.");
});
