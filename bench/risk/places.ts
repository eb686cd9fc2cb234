/** Where the invented company sits, and who carries its people's lines. */
import { de, en, en_GB, en_IN, es, pl, pt_PT, type LocaleDefinition } from "@faker-js/faker";
import type { Place } from "../../workers/core/questions/facts.ts";

export interface Office extends Place {
  readonly timeZone: string;
  readonly home: Network;
  readonly mobile: Network;
  readonly latitude: number;
  readonly longitude: number;
  readonly share: number;
}

interface Network {
  readonly asn: number;
  readonly name: string;
}

const office = (
  [city, country, timeZone]: readonly [string, string, string],
  [latitude, longitude, share]: readonly [number, number, number],
  networks: readonly [Network, Network],
): Office => ({ city, country, timeZone, latitude, longitude, share, home: networks[0], mobile: networks[1] });

export const HEADQUARTERS: Office = office(
  ["Munich", "DE", "Europe/Berlin"],
  [48.1, 11.6, 0.34],
  [
    { asn: 3320, name: "Deutsche Telekom AG" },
    { asn: 6805, name: "Telefonica Germany" },
  ],
);

/** Operators by their registered names; the share of people is assumed. */
export const OFFICES: readonly Office[] = [
  HEADQUARTERS,
  office(
    ["Manchester", "GB", "Europe/London"],
    [53.5, -2.2, 0.24],
    [
      { asn: 2856, name: "British Telecommunications PLC" },
      { asn: 12576, name: "EE Limited" },
    ],
  ),
  office(
    ["Valencia", "ES", "Europe/Madrid"],
    [39.5, -0.4, 0.16],
    [
      { asn: 3352, name: "TELEFONICA DE ESPANA" },
      { asn: 12430, name: "VODAFONE ESPANA" },
    ],
  ),
  office(
    ["Krakow", "PL", "Europe/Warsaw"],
    [50.1, 19.9, 0.16],
    [
      { asn: 5617, name: "Orange Polska" },
      { asn: 8374, name: "Polkomtel" },
    ],
  ),
  office(
    ["Pune", "IN", "Asia/Kolkata"],
    [18.5, 73.9, 0.1],
    [
      { asn: 24560, name: "Bharti Airtel Ltd., Telemedia Services" },
      { asn: 55836, name: "Reliance Jio Infocomm Limited" },
    ],
  ),
];
export const LOCALES: Readonly<Record<string, readonly LocaleDefinition[]>> = {
  Munich: [de, en],
  Manchester: [en_GB, en],
  Valencia: [es, pt_PT, en],
  Krakow: [pl, en],
  Pune: [en_IN, en],
};

export const CITIES: readonly Place[] = [
  ["Munich Augsburg Nuremberg Stuttgart Berlin Hamburg Cologne Leipzig Frankfurt Regensburg", "DE"],
  ["Manchester Leeds Sheffield Liverpool London Bristol York Chester Birmingham Glasgow", "GB"],
  ["Valencia Madrid Barcelona Alicante Castellon Seville Zaragoza Murcia", "ES"],
  ["Krakow Warsaw Katowice Wroclaw Gdansk Rzeszow Poznan Lublin", "PL"],
  ["Pune Mumbai Nashik Bangalore Hyderabad Nagpur Delhi Chennai", "IN"],
].flatMap(([cities = "", country = ""]) => cities.split(" ").map((city) => ({ city, country })));
