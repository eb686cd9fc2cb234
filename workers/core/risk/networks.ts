/**
 * What kind of network an observation comes from, by its number and registered name alone.
 * The tables hold well-known networks from the public names in the regional internet
 * registries (RIPE, ARIN, APNIC, LACNIC, AFRINIC); they are small on purpose and never
 * complete. What is in no table is "unknown", which earns nothing and costs nothing.
 * "fixed" lists operators whose number carries home lines only: where one number serves
 * phones as well it is left out, because a phone's address is shared by thousands.
 */
export type NetworkKind =
  "tor" | "corporate_proxy" | "private_relay" | "consumer_vpn" | "hosting" | "mobile" | "fixed" | "unknown";

export interface NetworkName {
  readonly asn?: number | undefined;
  readonly asOrganization?: string | undefined;
  readonly country?: string | undefined;
}

interface KindRow {
  readonly kind: NetworkKind;
  readonly asns: readonly number[];
  /** Matched against the registered name, ignoring case. */
  readonly name: RegExp;
}

/** Pseudo country that the edge gives to Tor exits. */
const TOR_COUNTRY = "T1";

/** Tried in order, numbers before names: a VPN rents from hosts, so its row stands before theirs. */
const KINDS: readonly KindRow[] = [
  {
    kind: "tor",
    // Calyx, Torservers, Quintex, DFRI, F3 Netze, Applied Privacy, Emerald Onion: operators of exits.
    asns: [4224, 60729, 62744, 198093, 205100, 208323, 396507],
    name: /\btor[- ]?(exit|relays?|servers?)\b|torservers|emerald onion|applied privacy|anonymi[sz]er/i,
  },
  {
    kind: "corporate_proxy",
    // Cato, Zscaler, Cisco Umbrella, Forcepoint, Netskope.
    asns: [13150, 22616, 36692, 44444, 53813, 55256, 62044],
    name: /zscaler|netskope|forcepoint|opendns|cisco umbrella|menlo security|\biboss\b|cato networks|prisma access|skyhigh/i,
  },
  {
    kind: "private_relay",
    // Cloudflare (also WARP), Akamai and Fastly carry iCloud Private Relay's exits.
    asns: [13335, 36183, 54113],
    name: /private relay/i,
  },
  {
    kind: "consumer_vpn",
    // M247, 31173 Services (Mullvad), Datacamp, Proton, PacketHub and Tefincom (NordVPN), Cyberzone (Surfshark).
    asns: [9009, 39351, 60068, 62371, 136787, 141039, 147049, 207137, 209103, 209854, 212238],
    name: /\bvpns?\b|nordvpn|packethub|tefincom|mullvad|31173 services|protonvpn|proton ag|surfshark|expressvpn|windscribe|private internet access|cyberghost|tunnelbear|\bm247\b|datacamp/i,
  },
  {
    kind: "hosting",
    // Microsoft, IONOS, Scaleway, DigitalOcean, Amazon, Google, OVH, Vultr, Hetzner, GoDaddy, Leaseweb, HIVELOCITY, Oracle,
    // SoftLayer, ColoCrossing, Tencent, Alibaba, Hostinger, WorldStream, Contabo, FranTech, Clouvider, Akamai Connected Cloud,
    // netcup, IP Volume, Google Cloud, Latitude.
    asns: [
      7684, 8075, 8560, 12876, 14061, 14618, 15169, 16276, 16509, 20473, 24940, 26496, 28753, 29802, 30633, 31898,
      36351, 36352, 37963, 40021, 45090, 45102, 46606, 47583, 49505, 49981, 50673, 51167, 53667, 60781, 62240, 63949,
      132203, 197540, 202425, 213230, 396356, 396982,
    ],
    name: /\bhost(ing|ed|inger)?\b|data ?cent(er|re)s?\b|\bcloud\b|\bvps\b|\b(dedicated|virtual|web) servers?\b|\bcolo(cation|crossing)?\b|amazon|digitalocean|\bovh|hetzner|linode|vultr|choopa|contabo|leaseweb|frantech/i,
  },
  {
    kind: "mobile",
    // Verizon Wireless, NTT Docomo, Tre, AT&T Mobility, T-Mobile US, Vodafone UK mobile, Vivo, Bell Mobility, Vodafone Idea,
    // Bharti Airtel mobile, Free Mobile, Reliance Jio, Three UK.
    asns: [6167, 9605, 20057, 21928, 22394, 25135, 26599, 36522, 38266, 44034, 45609, 51207, 55836, 60339, 206067],
    name: /\bmobil(e|ity)\b|\bwireless\b|\bcellular\b|cellco|\bgsm\b|\blte\b|hutchison 3g|\bh3g\b|reliance jio/i,
  },
  {
    kind: "fixed",
    // BT, MEO home, Virgin Media, Sky, Frontier, Videotron, Optimum, Shaw, Liberty Global, Telenet, Comcast, Windstream, TPG,
    // Spectrum, Cable One, Free, TalkTalk, Google Fiber, Cox, Vodafone Kabel, Ziggo.
    asns: [
      2856, 3243, 4739, 5089, 5607, 5650, 5769, 6128, 6327, 6830, 6848, 7029, 7545, 7922, 10796, 11351, 11426, 11427,
      11492, 12271, 12322, 13285, 16591, 20001, 20115, 22773, 31334, 33915,
    ],
    name: /\bbroadband\b|\bcable\b|cablevision|\bfib(re|er)\b|\bftth\b|\b[avx]?dsl\b|\bkabel\b/i,
  },
];

/** The kind of one observed network; never throws, "unknown" when nothing matches. */
export function networkKind({ asn, asOrganization, country }: NetworkName): NetworkKind {
  if (country === TOR_COUNTRY) {
    return "tor";
  }
  const byNumber = asn === undefined ? undefined : KINDS.find((row) => row.asns.includes(asn));
  const byName = asOrganization === undefined ? undefined : KINDS.find((row) => row.name.test(asOrganization));
  return (byNumber ?? byName)?.kind ?? "unknown";
}
