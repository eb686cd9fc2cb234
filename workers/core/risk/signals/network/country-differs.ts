import { isOrganisation, observations, placeOf } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const countryDiffers: Signal<"country_differs"> = {
  id: "country_differs",
  category: "network",
  evaluate(evidence, weight) {
    const home = evidence.person.country;
    if (home === undefined) {
      return undefined;
    }
    const abroad = observations(evidence)
      .filter((network) => !isOrganisation(evidence, network))
      .map(placeOf)
      .find((country) => country !== undefined && country !== home);
    return abroad === undefined
      ? undefined
      : finding(countryDiffers, weight, {
          reason: `Network is in another country (${abroad}) than the person's office (${home})`,
          observed: { country: abroad, expected: home },
        });
  },
};
