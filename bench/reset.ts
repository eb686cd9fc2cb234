/** The second job: a check that a colleague approves, the new password that it leads to, and the ticket that is closed for it. */
import { randomBytes } from "node:crypto";
import { Desk } from "../dev/walkthrough/client.ts";
import type { ApprovalReply } from "../workers/contract/console/approvals.ts";
import { addSignedInAgents } from "../dev/local/signed-in-agents.ts";
import { answered, openTicket, until, type Cast } from "./job.ts";

/** Of a category in which every check needs a second person, and the portal does what was asked for. */
export const RESET_CATEGORY = "Password reset with approval";
const PASSWORD = "Copper-maple-drift-swan-7";
const APPROVER = { id: "agt_approver", email: "approver@desk.example" };

export async function playReset(cast: Cast, now: () => number): Promise<void> {
  const { instance } = cast;
  const ticket = openTicket(cast, RESET_CATEGORY);
  const { id, phone, page, desk } = await answered(cast, ticket);
  if (page.step !== "approving") {
    throw new Error(`nobody has to approve: "${page.heading}"`);
  }
  const approver = await freshApprover(cast, now());
  const asked = await desk.post(`/api/verifications/${id}/approvals`, { approverId: approver.id });
  if (asked.status !== 200) {
    throw new Error(`asking was answered with ${String(asked.status)} ${JSON.stringify(asked.body)}`);
  }
  await until(() => isAsked(cast, id));
  const { body } = await approver.desk.get<ApprovalReply>(`/api/approvals/${id}`);
  await approver.desk.post(`/api/approvals/${id}/seen`, {});
  await approver.desk.post(`/api/approvals/${id}/give`, { digest: body.digest });
  const action = await phone.open();
  const done = await phone.press("password", { password: PASSWORD });
  if (done.step !== "action_done") {
    throw new Error(`the reset ended at "${done.heading}", after "${action.heading}"`);
  }
  await until(() => instance.changeGear.store.get(ticket)?.Status === "Closed");
}

/** Looked up beside the product: a page that asks again and again would count. */
async function isAsked({ instance }: Cast, id: string): Promise<boolean> {
  const db = await instance.miniflare.getD1Database("DB");
  const asked = db.prepare("SELECT 1 FROM verifications WHERE id = ? AND json_array_length(live, '$.approvals') > 0");
  return (await asked.bind(id).first()) !== null;
}

/** Approving asks for a sign-in of the last minutes, which are seconds here: a new one each time. */
async function freshApprover({ instance }: Cast, now: number): Promise<{ readonly id: string; readonly desk: Desk }> {
  const token = randomBytes(32).toString("base64url");
  const db = await instance.miniflare.getD1Database("DB");
  await addSignedInAgents(db, [{ ...APPROVER, token }], { rootSecret: instance.rootSecret, now });
  return { id: APPROVER.id, desk: new Desk(instance.url, { token }) };
}
