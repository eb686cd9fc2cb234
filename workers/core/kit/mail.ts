/** Mail addresses as equality sees them: directories and ticket systems write them in any case. */
export function foldedMail(address: string): string {
  return address.trim().normalize("NFC").toLowerCase();
}

export function sameMail(left: string, right: string): boolean {
  return foldedMail(left) === foldedMail(right);
}
