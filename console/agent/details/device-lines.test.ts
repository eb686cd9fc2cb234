import { expect, it } from "vitest";
import { deviceLines } from "./device-lines.ts";

it("puts kind and platform on one line and codes into words", () => {
  expect(
    deviceLines([
      { fact: "kind", value: "phone" },
      { fact: "platform", value: "apple" },
      { fact: "known_phone", value: "invalid" },
      { fact: "network", value: "MEO · AS3243" },
    ]),
  ).toEqual([
    { name: "Device", text: "Phone, Apple" },
    { name: "Known phone", text: "Key did not match" },
    { name: "Network", text: "MEO · AS3243" },
  ]);
});

it("says what Tor's country code means", () => {
  expect(deviceLines([{ fact: "place", value: "T1" }])).toEqual([{ name: "Place", text: "Hidden by Tor" }]);
});

it("shows nothing of a device that is not known", () => {
  expect(deviceLines([])).toEqual([]);
});
