/** Which types of ticket there are: no documented call lists them, so each that is known by name is asked for. */
import type { ChangeGearApi } from "./api.ts";
import type { ChangeGearSettings } from "./settings.ts";

const KNOWN_TYPES = ["IncidentRequest", "ServiceRequest", "ChangeManagementTicket"] as const;
/** Of a type that is not there, or that our account may not read; after anything else no other is asked for. */
const NOT_OFFERED: ReadonlySet<string> = new Set(["peer.not_found", "peer.rejected", "peer.unauthorised"]);

/** Those that answer to our account. One after the other: the first signs in. */
export async function ticketTypes({
  settings,
  api,
}: {
  readonly settings: ChangeGearSettings;
  readonly api: ChangeGearApi;
}): Promise<readonly string[]> {
  const { entityType, fields } = settings;
  const others = KNOWN_TYPES.filter((name) => name.toLowerCase() !== entityType.toLowerCase());
  const found: string[] = [];
  for (const name of [entityType, ...others]) {
    const path = `entity/${name}?columns=${fields.id}&pagesize=1`;
    const reply = await api.call({ name: "ask for a type", method: "GET", path });
    if (reply.ok && Array.isArray(reply.value)) {
      found.push(name);
    } else if (!reply.ok && !NOT_OFFERED.has(reply.error.code)) {
      break;
    }
  }
  return found;
}
