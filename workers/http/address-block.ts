/** Who is behind an address of the internet, as far as an address says. */

const GROUPS = 8;
const OF_A_HOME = 4;
const MAPPED = /^::ffff:(?<four>\d+\.\d+\.\d+\.\d+)$/iu;

/**
 * An IPv4 address as it is. Of an IPv6 one the first 64 bits: one household or machine has all of the rest, and takes
 * another address as it likes. What is neither comes back unchanged.
 */
export function addressBlock(address: string): string {
  const four = MAPPED.exec(address)?.groups?.["four"];
  if (four !== undefined || !address.includes(":")) {
    return four ?? address;
  }
  const groups = allGroups(URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? "");
  return groups.length === GROUPS ? `${groups.slice(0, OF_A_HOME).join(":")}::/64` : address;
}

/** Of an address in its one short spelling. */
function allGroups(short: string): readonly string[] {
  const [before = [], after] = short.split("::").map((part) => part.split(":").filter((group) => group !== ""));
  const left = after === undefined ? 0 : GROUPS - before.length - after.length;
  return [...before, ...Array.from({ length: left }, () => "0"), ...(after ?? [])];
}
