import type {
  DetailsReply,
  ListReply,
  OpenResponseReply,
  TranscriptReply,
} from "../../../workers/contract/console/verifications.ts";
import type {
  ApprovalReply,
  ApprovalsReply,
  ApproversReply,
  HeldReply,
} from "../../../workers/contract/console/approvals.ts";
import type { LiveReply } from "../../../workers/contract/console/live.ts";
import type { SendPageReply, SendReply, SendRequest, TicketsReply } from "../../../workers/contract/console/send.ts";
import type { AuditExportRequest, AuditReply } from "../../../workers/contract/console/audit.ts";
import type { ConnectionsReply, WebhookReply } from "../../../workers/contract/console/connections.ts";
import type {
  DeliveryReply,
  DeliveryRow,
  DeliveryTestRequest,
  DeliveryTestsReply,
} from "../../../workers/contract/console/delivery.ts";
import type {
  ConnectionTestReply,
  SettingsChangeReply,
  SeenCategoriesReply,
  SettingsChangeBody,
  SettingsOverviewReply,
  SettingsHistoryReply,
  SettingsSectionReply,
  ActionTargetTestReply,
  SignInTestReply,
  AccentTonesReply,
  PolicyDemandsReply,
  PolicyDemandsRequest,
  PolicyReplayReply,
  PolicyReplayRequest,
} from "../../../workers/contract/console/settings.ts";
import type {
  ChunkReplyBody,
  ImportProblemsReply,
  ImportReply,
  ImportsReply,
  StartImportRequest,
  WriteRequest,
  RefusedFileRequest,
} from "../../../workers/contract/console/people.ts";
import type {
  CoverageExportRequest,
  CoveragePeopleReply,
  CoverageProgress,
  CoverageReply,
} from "../../../workers/contract/console/coverage.ts";
import type { FoundPeopleReply, LiftRequest, PersonPageReply } from "../../../workers/contract/console/person.ts";
import type {
  LinkedSignInReply,
  LinkOwnerReply,
  OwnAccountsReply,
  OwnPasskeysReply,
  PasskeyOptionsReply,
  RecoveryCodesReply,
  Role,
  SignInLinkReply,
  SignInReply,
  SignInWaysReply,
} from "../../../workers/contract/console/access.ts";
import type {
  DeleteUsersReply,
  InviteReply,
  InviteRequest,
  OwnSignInsReply,
  UsersExportRequest,
  UsersReply,
} from "../../../workers/contract/console/users.ts";
import type { OwnCheckReply, OwnCheckRequest } from "../../../workers/contract/console/own-check.ts";
import type { SetUpReply } from "../../../workers/contract/console/set-up.ts";
import type { JudgementRequest, Remedy } from "../../../workers/contract/console/remediate.ts";
import type { EndDeskActionRequest } from "../../../workers/contract/console/desk-action.ts";
import type { Api, ApiResult, Download, DownloadRequest } from "./api.ts";

const verification = (id: string): string => `/api/verifications/${encodeURIComponent(id)}`;

export const readSession = (api: Api, signal?: AbortSignal) => api.get<SignInReply>("/api/session", signal);
export const signIn = (api: Api, token: string, name?: string) =>
  api.post<SignInReply>("/api/sign-in", { token, ...(name === undefined ? {} : { name }) });
export const readSignInWays = (api: Api, signal?: AbortSignal) => api.get<SignInWaysReply>("/api/sign-in/ways", signal);
/** Where the browser goes, to come back as whoever the link is for. */
export const readLinkOwner = (api: Api, token: string) => api.post<LinkOwnerReply>("/api/sign-in/owner", { token });
export const linkCompanyAccount = (api: Api, provider: string, token: string) =>
  api.post<LinkedSignInReply>(`/api/sign-in/with/${encodeURIComponent(provider)}`, { token });
const PASSKEY_SIGN_IN = "/api/sign-in/passkey";
const OWN_PASSKEYS = "/api/session/passkeys";
const STEP_UP = "/api/session/step-up";

export const makeRecoveryCodes = (api: Api) => api.post<RecoveryCodesReply>("/api/session/recovery-codes", {});
export const signInWithRecoveryCode = (api: Api, code: string) =>
  api.post<SignInReply>("/api/sign-in/recovery", { code });

export const askPasskeySignIn = (api: Api) => api.post<PasskeyOptionsReply>(`${PASSKEY_SIGN_IN}/options`, {});
export const signInWithPasskey = (api: Api, credential: object) =>
  api.post<SignInReply>(PASSKEY_SIGN_IN, { credential });
export const askStepUp = (api: Api) => api.post<PasskeyOptionsReply>(`${STEP_UP}/options`, {});
export const stepUpWithPasskey = (api: Api, credential: object) => api.post<unknown>(STEP_UP, { credential });
export const readOwnPasskeys = (api: Api, signal?: AbortSignal) => api.get<OwnPasskeysReply>(OWN_PASSKEYS, signal);
export const askNewPasskey = (api: Api) => api.post<PasskeyOptionsReply>(`${OWN_PASSKEYS}/options`, {});
export const addPasskey = (api: Api, name: string, credential: object) =>
  api.post<unknown>(OWN_PASSKEYS, { name, credential });
export const removePasskey = (api: Api, id: string) => api.post<unknown>(`${OWN_PASSKEYS}/remove`, { id });
const OWN_ACCOUNTS = "/api/session/company-accounts";
export const readOwnAccounts = (api: Api, signal?: AbortSignal) => api.get<OwnAccountsReply>(OWN_ACCOUNTS, signal);
export const linkOwnAccount = (api: Api, provider: string) =>
  api.post<LinkedSignInReply>(`${OWN_ACCOUNTS}/${encodeURIComponent(provider)}`, {});
export const signOut = (api: Api) => api.post<unknown>("/api/sign-out", {});

export const readApprovers = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<ApproversReply>(`${verification(id)}/approvers`, signal);
export const readApproversFor = (api: Api, ticketId: string, signal?: AbortSignal) =>
  api.get<ApproversReply>(`/api/tickets/${encodeURIComponent(ticketId)}/approvers`, signal);
export const askForApproval = (api: Api, id: string, approverId: string) =>
  api.post<unknown>(`${verification(id)}/approvals`, { approverId });
const approval = (id: string): string => `/api/approvals/${encodeURIComponent(id)}`;
export const readApprovals = (api: Api, signal?: AbortSignal) => api.get<ApprovalsReply>("/api/approvals", signal);
export const readApproval = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<ApprovalReply>(approval(id), signal);
export const seeApproval = (api: Api, id: string) => api.post<unknown>(`${approval(id)}/seen`, {});
export const askApprovalOptions = (api: Api, id: string, digest: string) =>
  api.post<PasskeyOptionsReply>(`${approval(id)}/options`, { digest });
export const giveApproval = (api: Api, id: string, given: { readonly digest: string; readonly credential?: object }) =>
  api.post<unknown>(`${approval(id)}/give`, given);
export const readHeld = (api: Api, signal?: AbortSignal) => api.get<HeldReply>("/api/approvals/held", signal);
export const askReleaseOptions = (api: Api, id: string, digest: string) =>
  api.post<PasskeyOptionsReply>(`${verification(id)}/release/options`, { digest });
export const releaseHold = (
  api: Api,
  id: string,
  release: { readonly digest: string; readonly credential?: unknown },
) => api.post<unknown>(`${verification(id)}/release`, release);
export const refuseApproval = (api: Api, id: string, reason: string) =>
  api.post<unknown>(`${approval(id)}/refuse`, { reason });

export const readAudit = (api: Api, query: string, signal?: AbortSignal) =>
  api.get<AuditReply>(`/api/audit?${query}`, signal);
export const exportAudit = (api: Api, body: AuditExportRequest, signal: AbortSignal) =>
  api.download({ path: "/api/audit/export", body, onPart: () => undefined }, signal);

export const readUsers = (api: Api, signal?: AbortSignal) => api.get<UsersReply>("/api/users", signal);
export const inviteUser = (api: Api, invited: InviteRequest) => api.post<InviteReply>("/api/users", invited);
export const makeSignInLink = (api: Api, email: string) => api.post<SignInLinkReply>("/api/sign-in-links", { email });
export const changeUserRole = (api: Api, id: string, role: Role) =>
  api.post<unknown>(`/api/users/${encodeURIComponent(id)}/role`, { role });
export const setUserActive = (api: Api, id: string, active: boolean) =>
  api.post<unknown>(`/api/users/${encodeURIComponent(id)}/active`, { active });
export const deleteUsers = (api: Api, ids: readonly string[]) =>
  api.post<DeleteUsersReply>("/api/users/delete", { ids });
export const exportUsers = (api: Api, body: UsersExportRequest, signal: AbortSignal) =>
  api.download({ path: "/api/users/export", body, onPart: () => undefined }, signal);
export const readOwnSignIns = (api: Api, signal?: AbortSignal) =>
  api.get<OwnSignInsReply>("/api/session/sign-ins", signal);
export const endOwnSignIn = (api: Api, id: string) =>
  api.post<unknown>(`/api/session/sign-ins/${encodeURIComponent(id)}/end`, {});

export const findPeople = (api: Api, q: string) => api.post<FoundPeopleReply>("/api/people/find", { q });
export const readPerson = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<PersonPageReply>(`/api/people/${encodeURIComponent(id)}`, signal);

export const liftBlock = (api: Api, id: string, body: LiftRequest) =>
  api.post<unknown>(`/api/people/${encodeURIComponent(id)}/lift`, body);

export const erasePerson = (api: Api, id: string) =>
  api.post<unknown>(`/api/people/${encodeURIComponent(id)}/erase`, {});

export const readTickets = (api: Api, signal?: AbortSignal) => api.get<TicketsReply>("/api/tickets", signal);
export const readSendPage = (
  api: Api,
  wanted: { readonly ticketId: string; readonly insteadOf?: string },
  signal?: AbortSignal,
) => {
  const { ticketId, insteadOf } = wanted;
  const query = insteadOf === undefined ? "" : `?insteadOf=${encodeURIComponent(insteadOf)}`;
  return api.get<SendPageReply>(`/api/tickets/${encodeURIComponent(ticketId)}/send${query}`, signal);
};

export const listVerifications = (api: Api, query: string, signal?: AbortSignal) =>
  api.get<ListReply>(`/api/verifications?${query}`, signal);
/** All that the table shows, also on its other pages. */
export const exportVerifications = (
  api: Api,
  request: Pick<DownloadRequest, "body" | "onPart">,
  signal: AbortSignal,
): Promise<ApiResult<Download>> => api.download({ path: "/api/verifications/export", ...request }, signal);
export const readDetails = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<DetailsReply>(verification(id), signal);
/** Opened by the browser itself: a document to print. */
export const reportAddress = (id: string): string => `${verification(id)}/report`;
export const exportReport = (api: Api, id: string, signal: AbortSignal) =>
  api.download({ path: reportAddress(id), body: {}, onPart: () => undefined }, signal);
export const readTranscript = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<TranscriptReply>(`${verification(id)}/transcript`, signal);
export const readLive = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<LiveReply>(`${verification(id)}/live`, signal);

export const sendLink = (api: Api, request: SendRequest) => api.post<SendReply>("/api/verifications", request);

/** What an agent may do to a running check; each returns when the server has recorded it. */
export type LiveAction =
  | { readonly type: "resend"; readonly contactId?: string }
  | { readonly type: "cancel"; readonly reason?: string }
  | { readonly type: "take-over"; readonly reason: string }
  | { readonly type: "caller-refused" }
  | { readonly type: "new-code" };

export function actOnLive(api: Api, id: string, action: LiveAction): Promise<ApiResult<unknown>> {
  const { type, ...body } = action;
  return api.post(`${verification(id)}/${type}`, body);
}

export const openResponse = (
  api: Api,
  target: { readonly id: string; readonly ordinal: number; readonly attempt: number; readonly purpose: string },
) =>
  api.post<OpenResponseReply>(`${verification(target.id)}/transcript/${target.ordinal}/${target.attempt}/open`, {
    purpose: target.purpose,
  });

type DeliveryTarget = Pick<DeliveryRow, "kind" | "id">;

const deliveryItem = ({ kind, id }: DeliveryTarget): string => `/api/delivery/${kind}/${encodeURIComponent(id)}`;

export const readDelivery = (api: Api, signal?: AbortSignal) => api.get<DeliveryReply>("/api/delivery", signal);
export const retryDelivery = (api: Api, item: DeliveryTarget) => api.post<unknown>(`${deliveryItem(item)}/retry`, {});
export const discardDelivery = (api: Api, item: DeliveryTarget, reason: string) =>
  api.post<unknown>(`${deliveryItem(item)}/discard`, { reason });

export const readDeliveryTests = (api: Api, signal?: AbortSignal) =>
  api.get<DeliveryTestsReply>("/api/delivery-tests", signal);
export const testDelivery = (api: Api, request: DeliveryTestRequest) =>
  api.post<DeliveryTestsReply>("/api/delivery-tests", request);

export const readConnections = (api: Api, signal?: AbortSignal) =>
  api.get<ConnectionsReply>("/api/connections", signal);
/** Ends the pause after refused credentials; each press is a log-in. */
export const retryConnection = (api: Api, name: string) =>
  api.post<unknown>(`/api/connections/${encodeURIComponent(name)}/retry`, {});

export const beginDeskAction = (api: Api, id: string) => api.post<unknown>(`${verification(id)}/desk-action`, {});
export const endDeskAction = (api: Api, id: string, outcome: EndDeskActionRequest["outcome"]) =>
  api.post<unknown>(`${verification(id)}/desk-action/outcome`, { outcome } satisfies EndDeskActionRequest);
export const tellOfCheck = (api: Api, id: string, remedy: Remedy) =>
  api.post<unknown>(`${verification(id)}/remediate/${remedy}`, {});
export const updateStatus = (api: Api, id: string, judgement: JudgementRequest) =>
  api.post<unknown>(`${verification(id)}/remediate/status`, judgement);

export const readSetUp = (api: Api, signal?: AbortSignal) => api.get<SetUpReply>("/api/set-up", signal);

export const readOwnCheck = (api: Api, signal?: AbortSignal) => api.get<OwnCheckReply>("/api/own-check", signal);
export const actOnOwnCheck = (api: Api, request: OwnCheckRequest) => api.post<OwnCheckReply>("/api/own-check", request);

const settingsOf = (id: string): string => `/api/settings/${encodeURIComponent(id)}`;

export const readSettings = (api: Api, signal?: AbortSignal) => api.get<SettingsOverviewReply>("/api/settings", signal);
export const readSettingsSection = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<SettingsSectionReply>(settingsOf(id), signal);
export const readOlderSettings = (api: Api, id: string, before: number) =>
  api.get<SettingsHistoryReply>(`${settingsOf(id)}/history?before=${String(before)}`);
export const readSeenCategories = (api: Api, signal?: AbortSignal) =>
  api.get<SeenCategoriesReply>("/api/connections/categories", signal);
export const readAccentTones = (api: Api, colour: string) =>
  api.post<AccentTonesReply>("/api/branding/tones", { colour });
export const readPolicyDemands = (api: Api, request: PolicyDemandsRequest) =>
  api.post<PolicyDemandsReply>("/api/policies/demands", request);
export const replayPolicy = (api: Api, request: PolicyReplayRequest) =>
  api.post<PolicyReplayReply>("/api/policies/replay", request);
export const changeSettings = (api: Api, id: string, change: SettingsChangeBody) =>
  api.post<SettingsChangeReply>(settingsOf(id), change);
export const rollBackSettings = (api: Api, id: string, back: { readonly version: number; readonly to: number }) =>
  api.post<SettingsChangeReply>(`${settingsOf(id)}/rollback`, back);
export const decideSettings = (api: Api, id: string, decision: "approve" | "refuse" | "withdraw") =>
  api.post<unknown>(`${settingsOf(id)}/decision`, { decision });
export const decideDeployment = (api: Api, number: number, decision: "approve" | "refuse") =>
  api.post<unknown>(`${settingsOf("deployment")}/decision`, { number, decision });
export const testConnection = (api: Api, name: string, ticket: string) =>
  api.post<ConnectionTestReply>(`/api/connections/${encodeURIComponent(name)}/test`, ticket === "" ? {} : { ticket });
const webhookOf = (name: string): string => `/api/connections/${encodeURIComponent(name)}/webhook`;
export const readWebhook = (api: Api, name: string, signal?: AbortSignal) =>
  api.get<WebhookReply>(webhookOf(name), signal);
export const awaitWebhook = (api: Api, name: string) => api.post<unknown>(webhookOf(name), {});
export const testActionTarget = (api: Api, name: string) =>
  api.post<ActionTargetTestReply>(`/api/targets/${encodeURIComponent(name)}/test`, {});

export const testSignIn = (api: Api, name: string) =>
  api.post<SignInTestReply>(`/api/sign-in-providers/${encodeURIComponent(name)}/test`, {});

const COVERAGE = "/api/coverage";

export const readCoverage = (api: Api, signal?: AbortSignal) => api.get<CoverageReply>(COVERAGE, signal);
export const beginCoverage = (api: Api) => api.post<CoverageProgress>(COVERAGE, {});
export const readWeakPeople = (api: Api, query: string, signal?: AbortSignal) =>
  api.get<CoveragePeopleReply>(`${COVERAGE}/people?${query}`, signal);
export const exportWeakPeople = (api: Api, body: CoverageExportRequest, signal: AbortSignal) =>
  api.download({ path: `${COVERAGE}/export`, body, onPart: () => undefined }, signal);

const imports = "/api/people/imports";
const importPath = (id: string): string => `${imports}/${encodeURIComponent(id)}`;

export const readImports = (api: Api, signal?: AbortSignal) => api.get<ImportsReply>(imports, signal);
export const noteRefusedFile = (api: Api, request: RefusedFileRequest) =>
  api.post<object>("/api/people/refused-files", request);
export const startImport = (api: Api, request: StartImportRequest) => api.post<ImportReply>(imports, request);
export const sendChunk = (
  api: Api,
  id: string,
  chunk: { readonly number: number; readonly phase: "comparing" | "writing"; readonly rows: readonly unknown[] },
) => api.post<ChunkReplyBody>(`${importPath(id)}/chunks`, chunk);
export const writeImport = (api: Api, id: string, request: WriteRequest) =>
  api.post<ImportReply>(`${importPath(id)}/write`, request);
export const finishImport = (api: Api, id: string) => api.post<ImportReply>(`${importPath(id)}/finish`, {});
export const stopImport = (api: Api, id: string) => api.post<ImportReply>(`${importPath(id)}/stop`, {});
export const resumeImport = (api: Api, id: string) => api.post<ImportReply>(`${importPath(id)}/resume`, {});
/** One page of what was not taken. */
export const readImportProblems = (api: Api, id: string, from: number) =>
  api.get<ImportProblemsReply>(`${importPath(id)}/problems?from=${String(from)}`);
/** One step; again until it is "undone". */
export const undoImport = (api: Api, id: string) => api.post<ImportReply>(`${importPath(id)}/undo`, {});
