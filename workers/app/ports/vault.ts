import type { PersonPasskeyId, VerificationId } from "../../core/kit/ids.ts";
import type { Keyed } from "../../core/kit/keyed.ts";

/** Keys and digests; see adapters/crypto. */
export interface Vault {
  seal(plain: string, boundTo: string): Promise<string>;
  open(sealed: string, boundTo: string): Promise<string | undefined>;
  tag(label: string, value: string): Promise<string>;
  /** The person's own function for options and fact keys. */
  keyed(purpose: "options", personId: string): Keyed;
  /** SHA-256, of random tokens whose digest lets nobody in. */
  hashToken(token: string): Promise<string>;
  /** Keyed: under what the row of who shows this token is found. */
  rowName(table: "agent_sessions" | "person_sessions" | "sign_in_links" | "recovery_codes", token: string): string;
  /** The same under every generation, the newest first: for what outlives a rotation. */
  rowNames(table: "recovery_codes", token: string): readonly string[];
  newToken(): string;
  randomBytes(length: number): Uint8Array;
  newVerificationId(): VerificationId;
  newId(): string;
  locator(located: { id: VerificationId; linkNumber: number }): Promise<string>;
  readLocator(text: string): Promise<{ id: VerificationId; linkNumber: number } | undefined>;
  newPersonPasskeyId(): PersonPasskeyId;
  /** Of the page that takes this passkey away; a locator of a check is none of it. */
  undoLocator(id: PersonPasskeyId): Promise<string>;
  readUndoLocator(text: string): Promise<PersonPasskeyId | undefined>;
  /** Of the page that stops what one contact was told of. */
  noticeLocator(located: { id: VerificationId; number: number }): Promise<string>;
  readNoticeLocator(text: string): Promise<{ id: VerificationId; number: number } | undefined>;
  /** Verifies an ECDSA P-256 signature of a phone's key over text. */
  verifyPhone(key: { publicKey: string; signature: string; text: string }): Promise<boolean>;
  equal(left: string, right: string): Promise<boolean>;
}

/** Sealing for who must not wait between deciding and writing. */
export interface SealedNow {
  /** `sealed:generation.nonce.ciphertext` in base64url. */
  readonly seal: (plain: string, boundTo: string) => string;
  /** Undefined when the text was changed, moved, or its key is gone. A text that was never sealed comes back as it is. */
  readonly open: (text: string, boundTo: string) => string | undefined;
}
