/** Which hosts a peer may not be: what no name of the public network leads to. Names as a parsed URL has them. */

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}

/** URL parsing has already turned 0x7f.1, 2130706433 and full-width digits into dotted numbers. */
export function isLocalOrLiteral(hostname: string): boolean {
  const name = hostname.replace(/\.+$/u, "");
  // No dot: an IPv6 literal, or a name that is looked up in the local network's search domain.
  return /^[\d.]+$/u.test(name) || !name.includes(".") || /\.(?:localhost|local|internal|home\.arpa|lan)$/u.test(name);
}
