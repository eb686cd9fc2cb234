/**
 * A throw-away certificate authority and a certificate for one host, made when a test runs so
 * that no key lies in the repository. X.509 version 3 in DER by hand: Node can sign, but
 * cannot issue. Two certificates, because workerd takes no authority as a server's own.
 */
import { generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** Both PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface TlsAuthority {
  /** PEM; what the other side has to trust. */
  readonly cert: string;
  issue(host: string): TlsIdentity;
}

const OID = {
  ecdsaWithSha256: "06082a8648ce3d040302",
  commonName: "0603550403",
  subjectAltName: "0603551d11",
  basicConstraints: "0603551d13",
} as const;

const DAY_MS = 86_400_000;

export function createAuthority(now: number): TlsAuthority {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = "Test authority";
  const isAuthority = extension("basicConstraints", sequence(der(0x01, Buffer.from([0xff]))));
  const common = { now, issuer, signer: keys.privateKey };
  return {
    cert: certificate({ ...common, serial: 1, subject: issuer, publicKey: keys.publicKey, extra: isAuthority }),
    issue: (host) => {
      const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const altName = extension("subjectAltName", sequence(der(0x82, Buffer.from(host))));
      return {
        key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        cert: certificate({ ...common, serial: 2, subject: host, publicKey: server.publicKey, extra: altName }),
      };
    },
  };
}

interface Issue {
  readonly now: number;
  readonly serial: number;
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly extra: Buffer;
}

function certificate({ now, serial, issuer, subject, publicKey, signer, extra }: Issue): string {
  const algorithm = sequence(oid("ecdsaWithSha256"));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    algorithm,
    commonName(issuer),
    sequence(utcTime(now - DAY_MS), utcTime(now + DAY_MS)),
    commonName(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(extra)),
  );
  return pem(sequence(content, algorithm, der(0x03, Buffer.from([0]), sign("sha256", content, signer))));
}

const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid("commonName"), der(0x0c, Buffer.from(name)))));

const extension = (name: keyof typeof OID, value: Buffer): Buffer => sequence(oid(name), der(0x04, value));

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(content.length)]), content]);
}

/** The shortest form, as DER demands. */
function lengthOctets(length: number): number[] {
  if (length < 0x80) {
    return [length];
  }
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);

const oid = (name: keyof typeof OID): Buffer => Buffer.from(OID[name], "hex");

const utcTime = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));

function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
