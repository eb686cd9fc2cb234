import { describe, expect, it } from "vitest";
import { gradePlace, placeKey, sameCity } from "./places.ts";

const place = (city: string, country: string) => ({ city, country });

describe("gradePlace", () => {
  it.each([
    ["Munich", "DE", "München"],
    ["Munich", "DE", "Muenchen"],
    ["Munich", "DE", "munchen"],
    ["München", "DE", "Munich, Germany"],
    ["München", "DE", "Munich DE"],
    ["München", "DE", "Deutschland, München"],
    ["München", "DE", "Munhcen"],
    ["Zürich", "CH", "zuerich"],
    ["Kyiv", "UA", "Київ"],
    ["Tel Aviv-Yafo", "IL", "תל אביב"],
    ["Tel Aviv", "IL", "telaviv"],
    ["New York", "US", "New York City, USA"],
    ["New York", "US", "nyc"],
    ["Austin", "US", "Austin, Texas"],
    ["Austin", "US", "Austin TX"],
    ["Leeds", "GB", "Leeds, England"],
    ["Leeds", "gb", "Leeds, UK"],
    ["St Albans", "GB", "Saint Albans"],
    ["Saint Albans", "GB", "St. Albans"],
    ["St. Gallen", "CH", "Sankt Gallen"],
    ["St Albans", "GB", "StAlbans"],
    ["Stuttgart", "DE", "Suttgart"],
    ["Stockholm", "SE", "stockholm, Sweden"],
    ["Castries", "LC", "Castries, Saint Lucia"],
    ["Austin", "US", "it was Austin I think"],
    ["Austin", "US", "I think it was in Austin, Texas"],
    ["Singapore", "SG", "Singapore"],
  ])("for %s (%s) accepts %j", (city, country, text) => {
    expect(gradePlace(place(city, country), text)).toBe("correct");
  });

  it.each([
    ["Germany", "partial"],
    ["Deutschland", "partial"],
    ["de", "partial"],
    ["Munich, Schwabing", "partial"],
    ["Munich, France", "partial"],
    ["Munich Berlin Hamburg Cologne", "invalid"],
    ["Berlin Munich Hamburg Cologne Bonn Trier Essen Ulm Hof", "invalid"],
    ["Berlin", "invalid"],
    ["Berlin, Germany", "invalid"],
    ["France", "invalid"],
    ["Mu", "invalid"],
    ["", "invalid"],
  ])("%j for Munich is %s", (text, expected) => {
    expect(gradePlace(place("Munich", "DE"), text)).toBe(expected);
  });

  it.each([
    ["Stockholm", "Saint Ockholm"],
    ["Stuttgart", "Saint Uttgart"],
    ["Saint Albans", "Stalban"],
  ])("%s has no saint in it that %j could name", (city, text) => {
    expect(gradePlace(place(city, "XX"), text)).toBe("invalid");
  });

  it("forgives no typing error in a short name", () => {
    expect(gradePlace(place("Bonn", "DE"), "Bohn")).toBe("invalid");
  });

  it("does without a country it does not know", () => {
    expect(gradePlace(place("Leeds", ""), "Leeds")).toBe("correct");
    expect(gradePlace(place("Leeds", "!!"), "Leeds")).toBe("correct");
    expect(gradePlace(place("Leeds", ""), "UK")).toBe("invalid");
  });
});

describe("one city", () => {
  it("has one key in every language and spelling", () => {
    expect(placeKey(place("München", "DE"))).toBe(placeKey(place("munich", "de")));
    expect(sameCity(place("Muenchen", "DE"), place("Munich", "DE"))).toBe(true);
  });

  it("is another one in another country", () => {
    expect(sameCity(place("London", "CA"), place("London", "GB"))).toBe(false);
    expect(placeKey(place("London", "CA"))).not.toBe(placeKey(place("London", "GB")));
  });
});
