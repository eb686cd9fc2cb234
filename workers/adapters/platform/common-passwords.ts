/** Passwords that many people have, as an asset of the Worker: nothing is asked of anybody. */
import { COMMON_PASSWORDS } from "./common-passwords-list.ts";

const SEPARATED = ` ${COMMON_PASSWORDS} `;

/** Of a password in folded form. */
export const isCommonPassword = (folded: string): boolean => !folded.includes(" ") && SEPARATED.includes(` ${folded} `);
