/** Names of the phones that are played: a network, or somebody's own phone on it. */

/** A home's network by the city of the office; people without one live in London. */
const HOMES: Readonly<Record<string, string>> = {
  London: "home-london",
  Porto: "home",
  Bengaluru: "home-bengaluru",
  Austin: "home-austin",
};

export const deviceId = (network: string, owner: string): string => `${network}.${owner}`;

export const homeNetwork = (city: string | null): string => HOMES[city ?? ""] ?? "home-london";

export function homeDevice(owner: { readonly personId: string; readonly officeCity: string | null }): string {
  return deviceId(homeNetwork(owner.officeCity), owner.personId);
}
