/** The company's sign-in beside a local product: its accounts, the product's settings for it, and whose account is whose. */
import { randomBytes } from "node:crypto";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import { createOrganisation } from "../demo/organisation.ts";
import { DIRECTORY_CLAIM, type IdentityAccount } from "../identity/account.ts";
import { startIdentity, type CompanySignIn } from "../identity/server.ts";
import { attestedRowsInto, DESK_AGE_MS, type SeedDatabase } from "./seed.ts";

const NAME = "company";

export interface StartedCompanySignIn extends CompanySignIn {
  /** As the settings have it. */
  readonly provider: {
    readonly label: string;
    readonly issuer: string;
    readonly clientId: string;
    readonly secondFactor: { readonly amr: readonly string[] };
    readonly people: { readonly claim: string };
  };
  readonly clientSecret: string;
  /** The same as variables of a deployment. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export async function startCompanySignIn(options: {
  readonly port: number;
  readonly product: number;
  /** Of both hosts, where they are not one. */
  readonly hosts?: { readonly console: string; readonly portal: string };
  readonly now: number;
  /** Another one at each start unless given. */
  readonly clientSecret?: string;
}): Promise<StartedCompanySignIn> {
  const here = `http://localhost:${String(options.product)}`;
  const { console, portal } = options.hosts ?? { console: here, portal: here };
  const { name: company, people } = createOrganisation({ now: options.now });
  const agents = Object.values(DEMO_AGENTS);
  const isAgent = new Set(agents.map(({ email }) => email));
  const accounts: readonly IdentityAccount[] = [
    ...agents.map(({ id, email, name }) => ({
      subject: id,
      email,
      name,
      groups: ["Service Desk"],
      shown: true,
      ...directoryId(people.find((person) => person.email === email)),
    })),
    ...people
      .filter(({ email }) => !isAgent.has(email))
      .map((person) => ({
        subject: person.id,
        email: person.email,
        name: person.displayName,
        groups: person.facts.groups.map(({ value }) => value),
        shown: false,
        ...directoryId(person),
      })),
  ];
  const client = {
    id: "helpdesk-verification",
    secret: options.clientSecret ?? randomBytes(24).toString("base64url"),
    redirectUris: [`${console}/sign-in/callback`, `${portal}/me/callback`],
    afterEnd: [`${console}/sign-in`, `${portal}/me`],
  };
  const started = await startIdentity({ port: options.port, company, accounts, client });
  const provider = {
    label: `${company} account`,
    issuer: started.issuer,
    clientId: client.id,
    secondFactor: { amr: ["mfa"] },
    people: { claim: DIRECTORY_CLAIM },
  };
  return {
    ...started,
    provider,
    clientSecret: client.secret,
    variables: {
      SIGN_IN_PROVIDERS: { [NAME]: provider },
      SIGN_IN_SECRETS: JSON.stringify({ [NAME]: client.secret }),
    },
  };
}

const directoryId = (person: { readonly externalId: string } | undefined): { readonly directoryId?: string } =>
  person === undefined ? {} : { directoryId: person.externalId };

/** As invitations would have done it; at each start, because the port is part of who answers. */
export async function linkDemoAgents(
  db: SeedDatabase,
  { issuer, rootSecret, now }: { readonly issuer: string; readonly rootSecret: string; readonly now: number },
): Promise<void> {
  const rows = Object.values(DEMO_AGENTS).map(({ id }) => ({
    issuer,
    subject: id,
    agent_id: id,
    by_groups: 0,
    // As old as the desk: whoever got a new way to sign in approves nothing for a week.
    linked_at: now - DESK_AGE_MS,
  }));
  await db.batch([
    db.prepare("DELETE FROM agent_identities WHERE issuer = ?").bind(issuer),
    ...attestedRowsInto(db, createKeyring(rootSecret, {}), { table: "agent_identities", rows }),
  ]);
}
