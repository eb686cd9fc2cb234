/**
 * Networks as Cloudflare describes them on real requests, to be replayed locally: `wrangler
 * dev` knows one network only. Operators and their numbers are real, because the risk model
 * classifies by them; addresses are from the ranges set aside for documentation.
 */
export interface RecordedCf {
  readonly asn: number;
  readonly asOrganization: string;
  /** ISO 3166-1 alpha-2; "T1" for Tor. */
  readonly country: string;
  readonly continent?: string;
  readonly city?: string;
  readonly timezone?: string;
  /** Text, as Cloudflare sends them. */
  readonly latitude?: string;
  readonly longitude?: string;
  readonly clientTcpRtt: number;
  readonly httpProtocol: string;
  readonly tlsVersion: string;
}

export interface DevNetwork {
  readonly id: string;
  /** Stands in the list under "Open as ...". */
  readonly label: string;
  /** Value of cf-connecting-ip. */
  readonly address: string;
  readonly cf: RecordedCf;
}

const WEB = { httpProtocol: "HTTP/2", tlsVersion: "TLSv1.3" } as const;
const PORTO = {
  country: "PT",
  continent: "EU",
  city: "Porto",
  timezone: "Europe/Lisbon",
  latitude: "41.14961",
  longitude: "-8.61099",
} as const;
const LONDON = {
  country: "GB",
  continent: "EU",
  city: "London",
  timezone: "Europe/London",
  latitude: "51.50853",
  longitude: "-0.12574",
} as const;
const BENGALURU = {
  country: "IN",
  continent: "AS",
  city: "Bengaluru",
  timezone: "Asia/Kolkata",
  latitude: "12.97194",
  longitude: "77.59369",
} as const;
const AUSTIN = {
  country: "US",
  continent: "NA",
  city: "Austin",
  timezone: "America/Chicago",
  latitude: "30.26715",
  longitude: "-97.74306",
} as const;

export const DEV_NETWORKS: readonly DevNetwork[] = [
  {
    id: "home",
    label: "Home broadband in Porto",
    address: "203.0.113.24",
    cf: {
      asn: 3243,
      asOrganization: "MEO - Servicos de Comunicacoes e Multimedia S.A.",
      ...PORTO,
      clientTcpRtt: 11,
      ...WEB,
    },
  },
  {
    id: "mobile",
    label: "New phone on a mobile network (Porto)",
    address: "203.0.113.71",
    cf: {
      asn: 12353,
      asOrganization: "Vodafone Portugal - Communicacoes Pessoais S.A.",
      ...PORTO,
      clientTcpRtt: 38,
      ...WEB,
    },
  },
  {
    id: "office",
    label: "Computer in the office (London)",
    address: "198.51.100.10",
    cf: { asn: 64_500, asOrganization: "Aldermoor Group Ltd", ...LONDON, clientTcpRtt: 4, ...WEB },
  },
  {
    id: "home-london",
    label: "Home broadband in London",
    address: "203.0.113.120",
    cf: { asn: 2856, asOrganization: "British Telecommunications PLC", ...LONDON, clientTcpRtt: 9, ...WEB },
  },
  {
    id: "home-bengaluru",
    label: "Home broadband in Bengaluru",
    address: "203.0.113.142",
    cf: {
      asn: 24_309,
      asOrganization: "Atria Convergence Technologies Pvt. Ltd.",
      ...BENGALURU,
      clientTcpRtt: 17,
      ...WEB,
    },
  },
  {
    id: "home-austin",
    label: "Home broadband in Austin",
    address: "203.0.113.163",
    cf: { asn: 11_427, asOrganization: "Charter Communications Inc", ...AUSTIN, clientTcpRtt: 14, ...WEB },
  },
  {
    id: "shared-mobile",
    label: "Phone behind a shared mobile address (Bengaluru)",
    address: "203.0.113.188",
    cf: { asn: 55_836, asOrganization: "Reliance Jio Infocomm Limited", ...BENGALURU, clientTcpRtt: 62, ...WEB },
  },
  {
    id: "private-relay",
    label: "Phone with iCloud Private Relay (Porto)",
    address: "2001:db8:36::b4",
    cf: {
      asn: 36_183,
      asOrganization: "Akamai Technologies, Inc.",
      ...PORTO,
      clientTcpRtt: 6,
      ...WEB,
      httpProtocol: "HTTP/3",
    },
  },
  {
    id: "vpn",
    label: "VPN (London exit)",
    address: "192.0.2.45",
    cf: { asn: 9009, asOrganization: "M247 Europe SRL", ...LONDON, clientTcpRtt: 3, ...WEB },
  },
  {
    id: "hosting",
    label: "Hosting provider (Frankfurt)",
    address: "192.0.2.90",
    cf: {
      asn: 14_061,
      asOrganization: "DigitalOcean, LLC",
      country: "DE",
      continent: "EU",
      city: "Frankfurt am Main",
      timezone: "Europe/Berlin",
      latitude: "50.11552",
      longitude: "8.68417",
      clientTcpRtt: 1,
      ...WEB,
    },
  },
  {
    id: "tor",
    label: "Tor",
    address: "192.0.2.166",
    cf: { asn: 60_729, asOrganization: "Stiftung Erneuerbare Freiheit", country: "T1", clientTcpRtt: 5, ...WEB },
  },
  {
    id: "abroad",
    label: "Phone abroad (São Paulo)",
    address: "203.0.113.230",
    cf: {
      asn: 27_699,
      asOrganization: "TELEFONICA BRASIL S.A",
      country: "BR",
      continent: "SA",
      city: "São Paulo",
      timezone: "America/Sao_Paulo",
      latitude: "-23.54750",
      longitude: "-46.63611",
      clientTcpRtt: 24,
      ...WEB,
    },
  },
];

export const DEV_NETWORK_HEADER = "x-dev-network";

/** The network that a test's request asks to arrive over. */
export function askedNetwork(request: Request): DevNetwork | undefined {
  return networkById(request.headers.get(DEV_NETWORK_HEADER) ?? "");
}

export function networkById(id: string): DevNetwork | undefined {
  return DEV_NETWORKS.find((network) => network.id === id);
}

/** The request as it would arrive over that network. */
export function overNetwork(request: Request, network: DevNetwork): Request {
  const headers = new Headers(request.headers);
  headers.set("cf-connecting-ip", network.address);
  headers.set("cf-ipcountry", network.cf.country);
  headers.delete(DEV_NETWORK_HEADER);
  return new Request(request, { headers, cf: { ...network.cf } });
}
