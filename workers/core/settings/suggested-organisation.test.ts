import { expect, it } from "vitest";
import { organisation } from "./sections/organisation.ts";
import { suggestedOrganisation } from "./suggested-organisation.ts";

it.each([
  ["jonas@halden.example", "Halden", "halden.example"],
  ["a@b@Mail.Northwind-Traders.co.uk", "Northwind Traders", "mail.northwind-traders.co.uk"],
  ["it@acme.com.au", "Acme", "acme.com.au"],
  ["it@hp.com", "Hp", "hp.com"],
])("of %s offers %s", (email, name, domain) => {
  expect(suggestedOrganisation(email)).toEqual({ name, domain });
  expect(organisation.fields.ORGANISATION_NAME.safeParse(name).success).toBe(true);
});

it.each(["me@gmail.com", "me@yahoo.co.uk", "root@localhost", "me@123.com", "me@пример.рф", ""])(
  "of %j offers nothing",
  (email) => {
    expect(suggestedOrganisation(email)).toBeUndefined();
  },
);
