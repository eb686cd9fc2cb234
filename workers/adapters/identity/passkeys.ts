/** WebAuthn by `@simplewebauthn/server`. No attestation is asked for: which make an authenticator is decides nothing here. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Credential, PasskeyProblem, PasskeyProtocol } from "../../app/ports/passkeys.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { fromBase64Url, toBase64Url, utf8 } from "../crypto/bytes.ts";

interface RelyingParty {
  /** Of console or portal; its host is the relying party's id. */
  readonly origin: string;
  readonly name: string;
}

/** EdDSA, ECDSA on P-256 and RSA, by their COSE numbers. */
const ALGORITHMS = [-8, -7, -257];
const KIND = { type: "public-key", clientExtensionResults: {} } as const;

export function passkeyProtocol({ origin, name }: RelyingParty): PasskeyProtocol {
  const rpID = new URL(origin).hostname;
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true };
  return {
    creationOptions: ({ challenge, holder, known }) =>
      generateRegistrationOptions({
        rpName: name,
        rpID,
        userID: Uint8Array.from(utf8(holder.id)),
        userName: holder.email,
        userDisplayName: holder.name,
        challenge: utf8(challenge),
        excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    requestOptions: ({ challenge, allowed }) =>
      generateAuthenticationOptions({
        rpID,
        challenge: utf8(challenge),
        allowCredentials: allowed.map(({ id, transports }) => ({ id, transports: [...transports] })),
        userVerification: "required",
      }),
    readCreated: (created, isChallenge) =>
      read(async () => {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: { ...KIND, ...created, response: { ...created.response, transports: [] } },
          expectedChallenge: signed(isChallenge),
          ...expected,
          supportedAlgorithmIDs: ALGORITHMS,
        });
        if (!verified) {
          return undefined;
        }
        const { id, publicKey, counter } = registrationInfo.credential;
        return { id, publicKey: toBase64Url(publicKey), counter, transports: created.response.transports ?? [] };
      }),
    readAsserted: (asserted, credential, isChallenge) =>
      read(async () => {
        const { response } = asserted;
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: {
            ...KIND,
            ...asserted,
            response: {
              clientDataJSON: response.clientDataJSON,
              authenticatorData: response.authenticatorData,
              signature: response.signature,
            },
          },
          expectedChallenge: signed(isChallenge),
          ...expected,
          credential: forLibrary(credential),
        });
        return verified ? { counter: authenticationInfo.newCounter } : undefined;
      }),
  };
}

/** As the browser brings a challenge back; what is no text is none of ours. */
function signed(isChallenge: (challenge: string) => Promise<boolean>) {
  return async (challenge: string): Promise<boolean> => isChallenge(new TextDecoder().decode(bytesOf(challenge)));
}

/** The counter is compared where the rule for it stands; the library would only throw. */
function forLibrary({ id, publicKey }: Credential) {
  return { id, publicKey: bytesOf(publicKey), counter: 0 };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(fromBase64Url(text) ?? []);

/** The library throws for whatever does not fit, a defect of the browser's reply included. */
async function read<Value>(work: () => Promise<Value | undefined>): Promise<Result<Value, PasskeyProblem>> {
  try {
    const value = await work();
    return value === undefined ? err({ detail: "signature" }) : ok(value);
  } catch (error) {
    return err({ detail: error instanceof Error ? error.name : "unknown" });
  }
}
