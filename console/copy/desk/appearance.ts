/** Beside a name or work mail that may be taken for somebody else's. */
export const appearance = {
  mixedScripts: "Name mixes alphabets",
  otherDomain: "Not one of our mail domains",
  asciiDomain: (domain: string) => `Domain is ${domain}`,
};
