/**
 * Contacts as people may see them. Agents compare what the screen and the note show, so both show
 * the same digits: as few as tell two contacts apart, for notes leave the system.
 */
const SHOWN = 2;

export interface Masks {
  readonly masked: string;
  readonly maskedPlain: string;
}

/** `callingCode` without "+"; `national` digits only. */
export function maskPhone(callingCode: string, national: string): Masks {
  const prefix = callingCode === "" ? "" : `+${callingCode} `;
  return {
    masked: prefix + grouped(hidden(national, "•")),
    maskedPlain: prefix + grouped(hidden(national, "*")),
  };
}

/** Five signs whatever the length, so that the length is hidden too. */
export function maskEmail(address: string): Masks {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at);
  const around = (sign: string): string =>
    local.length < 3 ? sign.repeat(5) : local.slice(0, 1) + sign.repeat(5) + local.slice(-1);
  return { masked: around("•") + domain, maskedPlain: around("*") + domain };
}

function hidden(text: string, sign: string): string {
  const visible = Math.min(SHOWN, Math.floor(text.length / 2));
  return sign.repeat(text.length - visible) + text.slice(text.length - visible);
}

/** In threes from the right; a single leading sign joins its neighbour: 4 3 3. */
function grouped(text: string): string {
  const over = text.length % 3;
  let at = over === 2 ? over : over + 3;
  let spaced = text.slice(0, at);
  for (; at < text.length; at += 3) {
    spaced += ` ${text.slice(at, at + 3)}`;
  }
  return spaced;
}
