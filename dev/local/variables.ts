/** The Worker's variables on this machine: all of them, or only what a deployment cannot begin without. */
import type { Organisation } from "../demo/model.ts";

export interface LocalSecrets {
  readonly rootSecret: string;
  readonly changeGearPassword: string;
  readonly webhookPassword: string;
}

interface Given {
  /** Overrides of the Worker's variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Of the connection to the ticket system. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export const CONNECTION = "main";
/** Settings of a connection that closes a ticket once what it asked for is done. */
export const CLOSES_TICKETS = { closing: { type: "auto", closeType: "Solved" } } as const;
/** The account the product signs in to the stand-in with. */
const OWN_ACCOUNT = { id: 900_100, name: "imper.ai service", username: "imper-edge" };

export const accountOf = ({ changeGearPassword: password }: LocalSecrets) => ({ ...OWN_ACCOUNT, password });

/** The Worker's variables and secrets for a local run. */
export function variablesOf(
  base: { url: string; changeGearUrl: string; organisation: Organisation; secrets: LocalSecrets },
  options: Given,
): Record<string, unknown> {
  const { url, changeGearUrl, organisation, secrets } = base;
  const connection = {
    kind: "changegear",
    settings: {
      baseUrl: changeGearUrl,
      noteFormat: "html",
      ...options.settings,
    },
  };
  const credentials = {
    username: OWN_ACCOUNT.username,
    password: secrets.changeGearPassword,
    webhookUsername: "changegear",
    webhookPassword: secrets.webhookPassword,
  };
  const categories = organisation.categories.filter((category) => category.action !== undefined);
  return {
    LOCAL_MODE: "true",
    ORGANISATION_NAME: organisation.name,
    TIME_ZONE: organisation.timeZone,
    CONSOLE_ORIGIN: url,
    PORTAL_ORIGIN: url,
    ROOT_SECRET: secrets.rootSecret,
    CONNECTIONS: { [CONNECTION]: connection },
    CONNECTION_SECRETS: JSON.stringify({ [CONNECTION]: credentials }),
    CATEGORIES: Object.fromEntries(categories.map((category) => [category.name, { action: category.action }])),
    // A wave of the demo goes to one mailbox for seven people.
    AGENT_LIMITS: { peoplePerDestination: 10 },
    CORPORATE_DOMAINS: organisation.corporateDomains.join(","),
    SMS_COUNTRIES: "GB,PT,IN,US",
    ORGANISATION_ASNS: [...organisation.egressAsns],
    SMS_PROVIDER: "local",
    EMAIL_PROVIDER: "local",
    DESK_PHONE: "020 7946 0123",
    DESK_PLACE: "the IT desk on floor 2",
    DESK_HOURS: "Mon-Fri 08:00-18:00, Sat 09:00-12:00",
    PRIVACY_CONTACT: "privacy@halden.example",
    ...options.variables,
  };
}

/** What a deployment cannot begin without; an admin sets up the rest in the console. */
export function bareVariables(
  { url, changeGearUrl, secrets }: { url: string; changeGearUrl: string; secrets: LocalSecrets },
  { variables }: Given,
): Record<string, unknown> {
  return {
    LOCAL_MODE: "true",
    LOCAL_TICKET_SYSTEM: changeGearUrl,
    CONSOLE_ORIGIN: url,
    PORTAL_ORIGIN: url,
    ROOT_SECRET: secrets.rootSecret,
    ...variables,
  };
}
