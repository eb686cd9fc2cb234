/**
 * LDAP version 3 over TLS, as far as a directory runner speaks it: bind, search, modify. The encoding is that of ldapts;
 * the usual server for Node (ldapjs) was given up in 2024, and loses the bytes of a value that is no text.
 */
import { createServer, type TLSSocket } from "node:tls";
import type { AddressInfo } from "node:net";
import { BerReader, BerWriter, FilterParser, type Filter } from "ldapts";
import type { TlsIdentity } from "./tls-identity.ts";

export interface LdapEntry {
  readonly dn: string;
  readonly attributes: Readonly<Record<string, string | Buffer | readonly Buffer[]>>;
}

export interface Modification {
  readonly dn: string;
  readonly changes: readonly { readonly attribute: string; readonly values: readonly Buffer[] }[];
}

/** An LDAP result: 0 is success. */
export interface LdapResult {
  readonly code: number;
  readonly message?: string;
}

export interface LdapBehaviour {
  bind(dn: string, password: string): LdapResult;
  search(query: { readonly base: string; readonly scope: "base" | "sub"; readonly filter: Filter }): {
    readonly result: LdapResult;
    readonly entries: readonly LdapEntry[];
  };
  /** Undefined cuts the connection. */
  modify(modification: Modification): LdapResult | undefined;
}

export interface LdapServer {
  readonly url: `ldaps://${string}`;
  close(): Promise<void>;
}

const OPERATION = {
  bind: 0x60,
  bound: 0x61,
  unbind: 0x42,
  search: 0x63,
  entry: 0x64,
  searched: 0x65,
  modify: 0x66,
  modified: 0x67,
} as const;
const SIMPLE = 0x80;
const SET = 0x31;
const BASE_SCOPE = 0;

/** Certificate and key of "localhost". */
export async function startLdapServer(behaviour: LdapBehaviour, identity: TlsIdentity): Promise<LdapServer> {
  const sockets = new Set<TLSSocket>();
  const server = createServer(identity, (socket) => {
    sockets.add(socket);
    let pending = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      for (let message = firstMessage(pending); message !== undefined; message = firstMessage(pending)) {
        pending = pending.subarray(message.length);
        answer(behaviour, socket, message);
      }
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return {
    url: `ldaps://localhost:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((settle) => server.close(settle));
    },
  };
}

/** Undefined until all of it has come. */
function firstMessage(bytes: Buffer): Buffer | undefined {
  const reader = new BerReader(bytes);
  return reader.readSequence() === null || reader.remain < reader.length
    ? undefined
    : bytes.subarray(0, reader.offset + reader.length);
}

function answer(behaviour: LdapBehaviour, socket: TLSSocket, bytes: Buffer): void {
  const reader = new BerReader(bytes);
  reader.readSequence();
  const id = reader.readInt() ?? 0;
  const reply = (operation: number, { code, message = "" }: LdapResult): void => {
    socket.write(
      messageOf(id, operation, (writer) => {
        writer.writeEnumeration(code);
        writer.writeString("");
        writer.writeString(message);
      }),
    );
  };
  switch (reader.readSequence()) {
    case OPERATION.bind: {
      reader.readInt();
      const dn = reader.readString() ?? "";
      return reply(OPERATION.bound, behaviour.bind(dn, reader.readString(SIMPLE) ?? ""));
    }
    case OPERATION.search: {
      const base = reader.readString() ?? "";
      const scope = reader.readEnumeration() === BASE_SCOPE ? "base" : "sub";
      reader.readEnumeration();
      reader.readInt();
      reader.readInt();
      reader.readBoolean();
      const filter = FilterParser.parse(reader);
      const wanted = textsOf(reader).map((name) => name.toLowerCase());
      const { entries, result } = behaviour.search({ base, scope, filter });
      entries.forEach((entry) => socket.write(entryMessage(id, entry, wanted)));
      return reply(OPERATION.searched, result);
    }
    case OPERATION.modify: {
      const result = behaviour.modify(modificationOf(reader));
      return result === undefined ? void socket.destroy() : reply(OPERATION.modified, result);
    }
    default:
      socket.end();
  }
}

function textsOf(reader: BerReader): readonly string[] {
  reader.readSequence();
  const end = reader.offset + reader.length;
  const texts: string[] = [];
  while (reader.offset < end) {
    texts.push(reader.readString() ?? "");
  }
  return texts;
}

function modificationOf(reader: BerReader): Modification {
  const dn = reader.readString() ?? "";
  const changes: { attribute: string; values: Buffer[] }[] = [];
  reader.readSequence();
  const end = reader.offset + reader.length;
  while (reader.offset < end) {
    reader.readSequence();
    reader.readEnumeration();
    reader.readSequence();
    const attribute = reader.readString() ?? "";
    reader.readSequence(SET);
    const last = reader.offset + reader.length;
    const values: Buffer[] = [];
    while (reader.offset < last) {
      values.push(Buffer.from(reader.readString(0x04, true) ?? Buffer.alloc(0)));
    }
    changes.push({ attribute, values });
  }
  return { dn, changes };
}

/** Only what was asked for, as it was asked for. */
function entryMessage(id: number, { dn, attributes }: LdapEntry, wanted: readonly string[]): Buffer {
  return messageOf(id, OPERATION.entry, (writer) => {
    writer.writeString(dn);
    writer.startSequence();
    for (const [name, value] of Object.entries(attributes)) {
      if (wanted.length === 0 || wanted.includes(name.toLowerCase())) {
        writer.startSequence();
        writer.writeString(name);
        writer.startSequence(SET);
        for (const one of typeof value === "string" ? [Buffer.from(value)] : [value].flat()) {
          writer.writeBuffer(one, 0x04);
        }
        writer.endSequence();
        writer.endSequence();
      }
    }
    writer.endSequence();
  });
}

function messageOf(id: number, operation: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(operation);
  write(writer);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}
