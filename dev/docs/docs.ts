/**
 * Writes the pages of docs/ that repeat what the code says: docs/configuration.md from the
 * schema and the plug-in registries, docs/state-machine.md from the table of the state machine
 * and a walk through it, workers/adapters/d1/known-schema.ts from the migrations, docs/proofs.md from the table of who can produce which proof, docs/privacy.md from the registries of signals and questions. `test/docs.test.ts` fails when a page is not what this writes.
 *   node dev/docs/docs.ts
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { z } from "zod";
import { actionTargetKinds } from "../../workers/adapters/actions/registry.ts";
import { deliveryProviders } from "../../workers/adapters/delivery/registry.ts";
import { itsmKinds } from "../../workers/adapters/itsm/registry.ts";
import { configSchema, deploymentKeys } from "../../workers/config.ts";
import { secretKeys } from "../../workers/core/settings/section.ts";
import { SECTION_IDS, sectionOf } from "../../workers/core/settings/registry.ts";
import { categoryPolicy } from "../../workers/core/settings/sections/categories.ts";
import { cloudflareAccess, signInProvider } from "../../workers/core/settings/sections/sign-in.ts";
import { actionTarget } from "../../workers/core/settings/sections/actions.ts";
import { connection } from "../../workers/core/settings/sections/ticket-systems.ts";
import { ATTACKERS, MFA_RESET_GROUPS, PRIVILEGED_GROUPS } from "../../workers/core/policy/independence.ts";
import { type Permission, PERMISSIONS } from "../../workers/core/policy/permissions.ts";
import { NOT_GIVEN, type Proof, PROOFS } from "../../workers/core/policy/proofs.ts";
import { ALLOWED } from "../../workers/core/session/events.ts";
import { PHASES, TERMINAL_STATUSES, type SessionStatus } from "../../workers/core/session/status.ts";
import { knownSchema } from "./known-schema.ts";
import { privacyPage } from "./privacy-page.ts";
import { type Edge, walkSessions } from "./session-walk.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WRITTEN_BY = "<!-- Written by `node dev/docs/docs.ts`. Change the code, not this page. -->";

/** Path from the root of the repository to the page's text. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const pages = [
    ["docs/configuration.md", configurationPage()],
    ["docs/state-machine.md", stateMachinePage(walkSessions())],
    ["docs/proofs.md", proofsPage()],
    ["docs/privacy.md", [WRITTEN_BY, privacyPage({ table, code })].join("\n\n")],
  ] as const;
  const written = await Promise.all(
    pages.map(async ([path, text]) => [path, await format(text, { parser: "markdown", printWidth: 120 })] as const),
  );
  const schema = await format(knownSchema(ROOT), { parser: "typescript", printWidth: 120 });
  return new Map([...written, ["workers/adapters/d1/known-schema.ts", schema]]);
}

// ---- configuration ----

function configurationPage(): string {
  return [
    WRITTEN_BY,
    "# Configuration",
    "Three things only the deployment says: `CONSOLE_ORIGIN`, `PORTAL_ORIGIN` and `ROOT_SECRET`. Everything that a section below names is set by an admin under **Settings** in the console, where each change is a version with who, when and why. Who keeps configuration in a repository sets the same keys as variables or secrets of the Worker instead: variables stand in `wrangler.local.toml` under `[vars]`, which `npm run setup` writes; secrets are set with `npx wrangler secret put NAME --config wrangler.local.toml`. A key that the deployment sets is shown as such and is read-only in the console. Where its variables protect less than before, credentials that are others included, they wait: what they said before serves in that section until an admin approves under **Settings**, or until a day after somebody was told.",
    "A value marked JSON may be a TOML table or JSON text; a secret is always JSON text. A list is `a, b` or a TOML array. Variables that are invalid answer every request with 503; the log names the keys (`config.invalid`), never a value. A version of the settings that does not fit is left out (`settings.left_out`): the one before it serves, and the screen says so. Settings of connections and delivery providers are checked by the plug-ins' own schemas at the same time. So are contradictions: without `LOCAL_MODE` both origins are https and differ; with it both are on this machine; every connection has its credentials.",
    "## Said by the deployment alone",
    keysTable(deploymentKeys),
    ...SECTION_IDS.map(sectionOf).flatMap(({ title, changedWith, purpose, fields }) => [
      `## ${title}`,
      purpose,
      `Changed by ${rolesWith(changedWith)}, with the permission \`${changedWith}\`.`,
      keysTable(Object.keys(fields)),
    ]),
    "## One entry of `CATEGORIES`, or of a connection in `CONNECTION_CATEGORIES`",
    "The key is the category as the ticket carries it, character for character. ChangeGear sends reference fields as numbers, so it may be a number in quotes.",
    settingsTable(categoryPolicy),
    "## One entry of `CONNECTIONS`",
    settingsTable(connection),
    "## One entry of `ACTION_TARGETS`",
    settingsTable(actionTarget),
    "## One entry of `SIGN_IN_PROVIDERS`",
    "The key is the provider's name, in small letters. More in [sign-in.md](sign-in.md).",
    settingsTable(signInProvider),
    "## `CLOUDFLARE_ACCESS`",
    settingsTable(cloudflareAccess),
    ...itsmKinds.all.flatMap(({ id, settingsSchema, secretsSchema }) => [
      `## Settings of ITSM \`${id}\``,
      "Under `settings` of the connection.",
      settingsTable(settingsSchema),
      `## Credentials of ITSM \`${id}\``,
      "Under the connection's name in `CONNECTION_SECRETS`.",
      settingsTable(secretsSchema),
    ]),
    ...actionTargetKinds.all.flatMap(({ id, settingsSchema, secretsSchema }) => [
      `## Settings of action target \`${id}\``,
      "Under `settings` of the entry. More in [actions.md](actions.md).",
      settingsTable(settingsSchema),
      `## Credentials of action target \`${id}\``,
      "Under the entry's name in `ACTION_SECRETS`.",
      settingsTable(secretsSchema),
    ]),
    ...deliveryProviders.all.flatMap(({ id, channels, settingsSchema }) => [
      `## Settings of delivery provider \`${id}\` (${channels.join(", ")})`,
      `Under \`${id}\` in \`DELIVERY_SETTINGS\`; what is secret under \`${id}\` in \`DELIVERY_SECRETS\`.`,
      settingsTable(settingsSchema),
    ]),
  ].join("\n\n");
}

function rolesWith(permission: Permission): string {
  return PERMISSIONS[permission].roles.join(", ");
}

function keysTable(keys: readonly string[]): string {
  const shape: Readonly<Record<string, z.ZodType>> = configSchema.shape;
  return table(
    ["key", "what it is", "default", "required", "secret"],
    keys.map((key) => topLevelRow(key, shape[key] ?? z.never())),
  );
}

function topLevelRow(key: string, schema: z.ZodType): string[] {
  const meta = schema.meta();
  if (meta?.description === undefined) {
    throw new Error(`${key} has no description in workers/config.ts`);
  }
  const absent = schema.safeParse(undefined);
  const secret = meta["secret"] === true;
  return [
    code(key),
    meta.description,
    !absent.success || absent.data === undefined ? "" : secret ? "none" : code(shown(absent.data)),
    absent.success ? "" : "yes",
    secret ? "yes" : "",
  ];
}

interface Property {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Property>>;
}

function settingsTable(schema: z.ZodType): string {
  const read = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const required = read.required ?? [];
  const secrets = secretKeys(schema);
  const rows = Object.entries((read.properties ?? {}) as Readonly<Record<string, Property>>).flatMap(
    ([key, property]) => [
      [
        code(key),
        wordsOf(property),
        property.default === undefined || property.properties !== undefined ? "" : code(shown(property.default)),
        required.includes(key) ? "yes" : "",
        secrets.has(key) ? "yes" : "",
      ],
      ...Object.entries(property.properties ?? {}).map(([name, inner]) => [
        code(`${key}.${name}`),
        wordsOf(inner),
        inner.default === undefined ? "" : code(shown(inner.default)),
        "",
        "",
      ]),
    ],
  );
  return table(["key", "what it is", "default", "required", "secret"], rows);
}

function wordsOf({ title, description, enum: choices }: Property): string {
  const listed = choices === undefined ? "" : choices.map((choice) => code(shown(choice))).join(", ");
  const said = [title, description].filter((part) => part !== undefined && part !== "").join(". ");
  return [said, listed].filter((part) => part !== "").join(": ");
}

// ---- proofs ----

function proofsPage(): string {
  return [
    WRITTEN_BY,
    "# Proofs",
    "Answers alone pass nobody: a result needs proofs too, and which ones follows from who could still produce them. The table is `workers/core/policy/independence.ts`; the groups below it are computed from it, and no policy can shorten them. A proof is never independent by itself, only of an attacker: a result holds against one if at least one of its proofs is none that this attacker can produce.",
    table(
      ["who", ...PROOFS.map(code)],
      Object.values(ATTACKERS).map(({ name, has, produces }) => [
        `**${name}** ${has}`,
        ...PROOFS.map((proof) => (produces.includes(proof) ? "can produce" : "")),
      ]),
    ),
    "## What follows",
    `- **An MFA reset**: ${groupsInWords([["contact_on_record"], ...MFA_RESET_GROUPS])}.`,
    `- **Anything for a privileged person**: ${groupsInWords([["contact_on_record"], ...PRIVILEGED_GROUPS])}: a passkey, or two people.`,
    "- **A password reset over a typed destination**, or over a contact that changed in the last seven days, needs one of the proofs of an MFA reset, unless the category does without; an identity check and an account unlock do not.",
    "- **Keeping a phone as the person's own** asks for one of the proofs of an MFA reset. A known phone lowers the risk and saves questions; it is none of them, because the person presses it for whoever talks them through a check.",
    "- **A manager's word** is given at the manager's own page, by two digits that stand on the person's page and are read to the manager on a call that the manager placed: [how, and what the provider must show](sign-in.md#a-manager-vouches). Nothing here sees that call.",
    "- **Nothing stops the last row by a proof of the person's.** What helps there is that the portal says who asks and for what, and that the result stays in that browser.",
    `${[...NOT_GIVEN].map(code).join(" and ")} stand in the table alone: nothing here brings them about, and nobody is asked for one. Which of the others can be given is in \`PRODUCERS\` of \`workers/core/verdict/outlook.ts\`; the Send page and the person's page say it per person before anything is sent.`,
  ].join("\n\n");
}

function groupsInWords(groups: readonly (readonly Proof[])[]): string {
  return groups.map((group) => group.map(code).join(" or ")).join(", and ");
}

// ---- state machine ----

function stateMachinePage(edges: readonly Edge[]): string {
  const moves = edges.filter(({ from, to }) => from !== to);
  const reached = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const resting = PHASES.filter((phase) => reached.has(phase));
  const passing = PHASES.filter((phase) => !reached.has(phase));
  return [
    WRITTEN_BY,
    "# States of a verification",
    "The table `ALLOWED` in `workers/core/session/events.ts` says which event may happen in which state; any other is refused. Where an event leads is decided in `workers/core/session/transition.ts`; the arrows are what a walk through it does. A passed deadline is settled before any event, so `time.due` stands for every call that comes too late. A terminal state never changes.",
    ...(passing.length === 0
      ? []
      : [
          `No session rests in ${passing.map(code).join(" or ")}: one press of Begin goes through the silent checks to the code or the first question.`,
        ]),
    ["```mermaid", "stateDiagram-v2", ...diagram(moves, resting).map((line) => `  ${line}`), "```"].join("\n"),
    "## Events",
    table(
      ["event", "allowed in", "may lead to"],
      Object.entries(ALLOWED).map(([event, states]) => [
        code(event),
        statesInWords(states),
        [...new Set(moves.filter((edge) => edge.event === event).map(({ to }) => to))].sort().map(code).join(", "),
      ]),
    ),
  ].join("\n\n");
}

function diagram(moves: readonly Edge[], resting: readonly SessionStatus[]): string[] {
  const inside = moves.filter(({ to }) => resting.includes(to));
  const ends = TERMINAL_STATUSES.filter((status) => moves.some(({ to }) => to === status));
  return [
    "[*] --> created",
    "state running {",
    ...resting.map((state) => `  ${state}`),
    ...arrows(inside).map((line) => `  ${line}`),
    "}",
    ...arrows(moves.filter(({ to }) => !resting.includes(to)).map((edge) => fromAnywhere(edge, { moves, resting }))),
    ...ends.map((status) => `${status} --> [*]`),
  ];
}

/** An event that leads to one end from every running state is drawn once, from the frame around them. */
function fromAnywhere(
  edge: Edge,
  { moves, resting }: { moves: readonly Edge[]; resting: readonly SessionStatus[] },
): { from: string; event: string; to: string } {
  const everywhere = resting.every((state) =>
    moves.some(({ from, event, to }) => from === state && event === edge.event && to === edge.to),
  );
  return everywhere ? { ...edge, from: "running" } : edge;
}

function arrows(edges: readonly { from: string; event: string; to: string }[]): string[] {
  const labels = new Map<string, Set<string>>();
  for (const { from, event, to } of edges) {
    const arrow = `${from} --> ${to}`;
    labels.set(arrow, (labels.get(arrow) ?? new Set()).add(event));
  }
  return [...labels].map(([arrow, events]) => `${arrow} : ${[...events].sort().join(", ")}`).sort();
}

function statesInWords(states: readonly SessionStatus[]): string {
  const every = (wanted: readonly SessionStatus[]): boolean => wanted.every((state) => states.includes(state));
  if (every(PHASES)) {
    return every(TERMINAL_STATUSES) ? "every state" : "every running state";
  }
  return states.map(code).join(", ");
}

// ---- markdown ----

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

function shown(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generatedPages()) {
    await writeFile(join(ROOT, path), text);
    console.log(`Wrote ${path}`);
  }
}
