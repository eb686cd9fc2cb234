/**
 * From an empty account to a deployment that its first admin can enter. Every step looks whether it
 * is done already, so that a run that stopped goes on, and one that went through changes nothing.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Refusal } from "../local/cli.ts";
import type { Answers } from "./answers.ts";
import type { CloudflareApi } from "./cloudflare-api.ts";
import { newInvitation } from "./invitation.ts";
import { invitationLine, inviteRemotely } from "./remote-invitation.ts";
import { localConfig, resourcesOf } from "./local-config.ts";
import { ensureDatabase, ensureQueues, secretNames, type ReadyDatabase } from "./resources.ts";
import { rootSecretOf } from "./root-secret.ts";
import { deploy, migrate, putSecret, type Wrangler } from "./wrangler.ts";

export interface SetupTools {
  readonly api: CloudflareApi;
  readonly wrangler: Wrangler;
  /** Has the deployment tell of an invitation before its link is shown; to how many. */
  readonly announce: (link: string) => Promise<number>;
  /** Builds what the deploy uploads. */
  readonly build: () => Promise<void>;
  readonly files: { readonly tracked: string; readonly local: string };
  readonly print: (line: string) => void;
  readonly now: () => number;
  /** Nothing is written to this machine either. */
  readonly dryRun: boolean;
}

/** A dry run is one whose tools change nothing; what they would have done is printed by them alone. */
export async function setUp(answers: Answers, given: SetupTools): Promise<void> {
  const tools = given.dryRun ? { ...given, print: () => undefined } : given;
  const { api, wrangler, print } = tools;
  const tracked = readFileSync(tools.files.tracked, "utf8");
  const wanted = resourcesOf(tracked);
  const { region } = answers;

  const database = await ensureDatabase(api, { name: wanted.database, region }, print);
  await ensureQueues(api, { names: wanted.queues, region }, print);
  const secrets = await secretNames(api, wanted.worker);
  const hasRootSecret = secrets?.includes("ROOT_SECRET") === true;
  if (!hasRootSecret) {
    requireFormerSecret(answers, database);
  }
  writeLocalConfig(tracked, { answers, databaseId: database.id }, tools);
  await tools.build();
  if (secrets === undefined) {
    print("The Worker is new: it is deployed once before its secrets, and answers 503 until then");
    await deploy(wrangler);
  }
  if (!hasRootSecret) {
    await putRootSecret(answers, tools);
  }
  await migrate(wrangler);
  await deploy(wrangler);
  await inviteAdmin(answers, database, tools);
}

/** Another root secret would make everything unreadable that is in the database. */
function requireFormerSecret({ rootSecretFile: file }: Answers, { isEmpty }: ReadyDatabase): void {
  if (!isEmpty && (file === undefined || !existsSync(file))) {
    throw new Refusal(
      "The database holds data, and the Worker has no ROOT_SECRET: a new one could not read that data.\n  Next: give back the one it was written with (--root-secret-file FILE), or delete the database in the dashboard if it holds nothing of value.",
    );
  }
}

function writeLocalConfig(
  tracked: string,
  { answers, databaseId }: { readonly answers: Answers; readonly databaseId: string },
  { files, dryRun, print }: SetupTools,
): void {
  const before = existsSync(files.local) ? readFileSync(files.local, "utf8") : undefined;
  const text = localConfig(tracked, { ...answers, databaseId }, before);
  if (!dryRun) {
    writeFileSync(files.local, text);
    print(`Wrote ${files.local}`);
  }
}

async function putRootSecret(
  { rootSecretFile: file }: Answers,
  { wrangler, print, dryRun }: SetupTools,
): Promise<void> {
  await putSecret(wrangler, "ROOT_SECRET", dryRun ? "" : rootSecretOf(file));
  print(
    file === undefined
      ? "The root secret is in the Worker alone. Whoever deletes the Worker loses everything that is stored."
      : `The root secret is in ${file}. Keep it where passwords are kept and take it from this machine: nothing stored can be read without it, and Cloudflare never shows it.`,
  );
}

/** Where there is somebody to tell they are told first: only a database that was empty has nobody. */
async function inviteAdmin(
  { adminEmail: email, consoleOrigin }: Answers,
  { isEmpty }: ReadyDatabase,
  tools: SetupTools,
): Promise<void> {
  const { wrangler, print } = tools;
  if (email === undefined) {
    print("Deployed. To let an admin in: npm run admin -- you@company.example --remote");
    return;
  }
  const who = { email, consoleOrigin, now: tools.now() };
  if (!isEmpty) {
    print("Deployed.");
    return inviteRemotely(who, tools);
  }
  const { secret, link } = newInvitation(who);
  await putSecret(wrangler, "ADMIN_INVITATION", secret);
  print(
    `Deployed. A new host name can take some minutes. ${invitationLine(email, link)}\nToo late? npm run admin -- ${email} --remote`,
  );
}
