/** The settings' API. */
import {
  changeSettings,
  decideChange,
  rollBackSettings,
  type ChangeError,
  type DecisionError,
} from "../../app/settings/change-settings.ts";
import { decideDeployment } from "../../app/settings/held-deployment.ts";
import { readSeenCategories, testConnection } from "../../app/settings/test-connection.ts";
import { testActionTarget } from "../../app/settings/test-action-target.ts";
import { testSignIn } from "../../app/settings/test-sign-in.ts";
import { replayAssessments } from "../../app/settings/replay-assessments.ts";
import { replayPolicy } from "../../app/settings/replay-policy.ts";
import { readPolicyDemands } from "../../app/settings/read-policy-demands.ts";
import { readOlderSettings, readSettingsOverview, readSettingsSection } from "../../app/settings/read-settings.ts";
import {
  accentTonesRequest,
  actionTargetTestRequest,
  connectionTestRequest,
  deploymentDecisionRequest,
  assessmentsReplayRequest,
  policyDemandsRequest,
  policyReplayRequest,
  settingsChangeRequest,
  settingsDecisionRequest,
  settingsHistoryQuery,
  settingsRollbackRequest,
  signInTestRequest,
  type AccentTonesReply,
  type SettingsChangeReply,
} from "../../contract/console/settings.ts";
import type { Result } from "../../core/kit/result.ts";
import { BREAK_GLASS, isRepaired } from "../../core/policy/break-glass.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import { accentColour, tonesOf } from "../../core/settings/accent.ts";
import { isSectionId, SECTION_IDS, sectionOf, type SectionId } from "../../core/settings/registry.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { VERSION } from "../version.generated.ts";
import { get, json, query, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";
import { ACCESS_TOKEN } from "./identity.ts";

/** A section with many categories and connections. */
const MAX_BYTES = 262_144;

const row = (path: string, permission: Permission) =>
  ({ path: `/api/settings${path}`, audience: "console", permission, maxBytes: MAX_BYTES }) as const;

function acted(c: Ctx, result: Result<SettingsChangeReply | undefined, ChangeError | DecisionError>): Response {
  if (result.ok) {
    return c.json(result.value ?? {}, result.value?.outcome === "waiting" ? 202 : 200);
  }
  const { error } = result;
  switch (error.code) {
    case "settings.invalid":
      return problem(c, error.code, { errors: error.errors });
    case "settings.conflict":
      return problem(c, error.code, { more: { conflict: error.conflict } });
    default:
      return problem(c, error.code);
  }
}

export const settingsRoutes: readonly Route[] = [
  json(
    { path: "/api/connections/:name/test", audience: "console", permission: "connections.test" },
    connectionTestRequest,
    async (c, { ticket }) => {
      const name = c.req.param("name") ?? "";
      const tested = await testConnection(c.var.deps, sessionOf(c).agent, { name, ticket });
      return tested === undefined ? problem(c, "request.not_found") : c.json(tested);
    },
  ),
  get({ path: "/api/connections/categories", audience: "console", permission: "connections.test" }, async (c) =>
    c.json(await readSeenCategories(c.var.deps)),
  ),
  json(
    { path: "/api/targets/:name/test", audience: "console", permission: "actions.test" },
    actionTargetTestRequest,
    async (c) => {
      const tested = await testActionTarget(c.var.deps, sessionOf(c).agent, c.req.param("name") ?? "");
      return tested === undefined ? problem(c, "request.not_found") : c.json(tested);
    },
  ),
  json(
    { path: "/api/sign-in-providers/:name/test", audience: "console", permission: "sign_in.test" },
    signInTestRequest,
    async (c) => {
      const tested = await testSignIn(c.var.deps, sessionOf(c).agent, {
        name: c.req.param("name") ?? "",
        assertion: c.req.header(ACCESS_TOKEN),
      });
      return tested === undefined ? problem(c, "request.not_found") : c.json(tested);
    },
  ),
  json(
    { path: "/api/policies/demands", audience: "console", permission: "settings.read", maxBytes: MAX_BYTES },
    policyDemandsRequest,
    async (c, { policies }) => c.json(await readPolicyDemands(c.var.deps, policies)),
  ),
  json(
    { path: "/api/policies/replay", audience: "console", permission: "checks.replay", maxBytes: MAX_BYTES },
    policyReplayRequest,
    async (c, request) => {
      const reply = await replayPolicy(c.var.deps, request);
      return reply === undefined ? problem(c, "request.malformed") : c.json(reply);
    },
  ),
  json(
    { path: "/api/assessments/replay", audience: "console", permission: "checks.replay" },
    assessmentsReplayRequest,
    async (c, { before }) => c.json(await replayAssessments(c.var.deps, before)),
  ),
  json(
    { path: "/api/branding/tones", audience: "console", permission: "settings.read" },
    accentTonesRequest,
    (c, { colour }) => {
      const read = accentColour.safeParse(colour);
      const reply: AccentTonesReply = read.success && read.data !== "" ? { tones: tonesOf(read.data) } : {};
      return c.json(reply);
    },
  ),
  get(row("", "settings.read"), async (c) =>
    c.json({ ...(await readSettingsOverview(c.var.deps, sessionOf(c).agent)), version: VERSION }),
  ),
  json(row("/deployment/decision", "settings.change"), deploymentDecisionRequest, async (c, request) => {
    const { deps } = c.var;
    const held = deps.settings.deployed.compared?.held ?? [];
    const mayRepair = held.length > 0 && held.every(isRepaired);
    return sessionOf(c).way === BREAK_GLASS && !mayRepair
      ? problem(c, "request.break_glass")
      : acted(c, await decideDeployment(deps, sessionOf(c).agent, request));
  }),
  get(row("/:section", "settings.read"), async (c) => {
    const id = c.req.param("section") ?? "";
    return isSectionId(id)
      ? c.json(await readSettingsSection(c.var.deps, sessionOf(c).agent, id))
      : problem(c, "request.not_found");
  }),
  query(row("/:section/history", "settings.read"), settingsHistoryQuery, async (c, { before }) => {
    const id = c.req.param("section") ?? "";
    return isSectionId(id)
      ? c.json(await readOlderSettings(c.var.deps, { id, before }))
      : problem(c, "request.not_found");
  }),
  ...SECTION_IDS.flatMap(changesOf),
];

/** Each section asks for the permission that its row in the registry names. */
function changesOf(section: SectionId): readonly Route[] {
  const about = (path: string) => row(`/${section}${path}`, sectionOf(section).changedWith);
  const changing = (c: Ctx, act: () => Promise<Response>): Promise<Response> | Response =>
    sessionOf(c).way === BREAK_GLASS && !isRepaired(section) ? problem(c, "request.break_glass") : act();
  return [
    json(about(""), settingsChangeRequest, (c, request) =>
      changing(c, async () => acted(c, await changeSettings(c.var.deps, sessionOf(c).agent, { section, request }))),
    ),
    json(about("/rollback"), settingsRollbackRequest, (c, request) =>
      changing(c, async () => acted(c, await rollBackSettings(c.var.deps, sessionOf(c).agent, { section, request }))),
    ),
    json(about("/decision"), settingsDecisionRequest, (c, { decision }) =>
      changing(c, async () => acted(c, await decideChange(c.var.deps, sessionOf(c).agent, { section, decision }))),
    ),
  ];
}
