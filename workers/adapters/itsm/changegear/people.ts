import type { ItsmPerson } from "../../../app/ports/itsm.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import type { ChangeGearApi } from "./api.ts";
import { firstRecord, isRecord, ownValue, recordId } from "./record.ts";
import type { ChangeGearRecord } from "./record.ts";
import { malformed } from "./replies.ts";
import type { ChangeGearSettings } from "./settings.ts";

type Found = Result<ItsmPerson | undefined, PeerProblem>;

const PAGE_SIZE_LIMIT = 100;

export async function findPersonByEmail(
  email: string,
  { settings, api }: { settings: ChangeGearSettings; api: ChangeGearApi },
): Promise<Found> {
  const address = email.trim();
  if (!/^[^\s\p{Cc}]{3,254}$/u.test(address)) {
    return ok(undefined);
  }
  const { person } = settings;
  // "like" is the operator seen in the field. Its wildcards (_ is common in addresses) may match more; see below.
  const filter = encodeURIComponent(`[${person.email}] like '${address.replaceAll("'", "''")}'`);
  const reply = await api.call({
    name: "find person",
    method: "GET",
    path: `entity/${person.entityType}?filter=${filter}&pagesize=${String(PAGE_SIZE_LIMIT)}&page=1`,
  });
  if (!reply.ok) {
    return reply;
  }
  if (!Array.isArray(reply.value)) {
    return malformed("find person: expected a list");
  }
  const matches = reply.value.filter(isRecord).filter((record) => {
    const value = ownValue(record, person.email);
    return typeof value === "string" && value.trim().toLowerCase() === address.toLowerCase();
  });
  if (matches.length > 1) {
    // Taking the first would bind a check to whoever the peer happens to list first.
    return err({ code: "peer.rejected", retryable: false, detail: "find person: more than one has this address" });
  }
  return matches[0] === undefined ? ok(undefined) : toPerson(matches[0], settings);
}

export async function findPersonById(
  externalId: string,
  { settings, api }: { settings: ChangeGearSettings; api: ChangeGearApi },
): Promise<Found> {
  const id = recordId.safeParse(externalId);
  if (!id.success) {
    return ok(undefined);
  }
  const reply = await api.call({
    name: "read person",
    method: "GET",
    path: `entity/${settings.person.entityType}/${id.data}`,
  });
  if (!reply.ok) {
    return reply.error.code === "peer.not_found" ? ok(undefined) : reply;
  }
  const record = firstRecord(reply.value);
  return record === undefined ? ok(undefined) : toPerson(record, settings);
}

function toPerson(record: ChangeGearRecord, { person }: ChangeGearSettings): Found {
  const id = recordId.safeParse(ownValue(record, person.id));
  if (!id.success) {
    return malformed("read person: no id");
  }
  const name = shortText(ownValue(record, person.name));
  const email = shortText(ownValue(record, person.email));
  return ok({
    externalId: id.data,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
  });
}

function shortText(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" || text.length > 254 ? undefined : text;
}
