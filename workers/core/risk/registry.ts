/** Every risk signal, in the order in which findings are listed. A new one is a file in `signals/`, a row in `model.ts` and a line here. */
import { registry } from "../kit/registry.ts";
import { agentDeviceAndNetwork } from "./signals/agent-device-and-network.ts";
import { agentDeviceOrNetwork } from "./signals/agent-device-or-network.ts";
import { anonymiser } from "./signals/anonymiser.ts";
import { answer } from "./signals/answer.ts";
import { automation } from "./signals/automation.ts";
import { callerRefused } from "./signals/caller-refused.ts";
import { consumerVpn } from "./signals/consumer-vpn.ts";
import { contactChanged } from "./signals/contact-changed.ts";
import { corporateProxy } from "./signals/corporate-proxy.ts";
import { countryDiffers } from "./signals/country-differs.ts";
import { destinationUsedForOthers } from "./signals/destination-used-for-others.ts";
import { deviceSeenWithOther } from "./signals/device-seen-with-other.ts";
import { earlierFailures } from "./signals/earlier-failures.ts";
import { fastAnswer } from "./signals/fast-answer.ts";
import { hostingNetwork } from "./signals/hosting-network.ts";
import { impossibleTravel } from "./signals/impossible-travel.ts";
import { knownNetwork } from "./signals/known-network.ts";
import { knownPhone } from "./signals/known-phone.ts";
import { networkChanged } from "./signals/network-changed.ts";
import { noScript } from "./signals/no-script.ts";
import { organisationNetwork } from "./signals/organisation-network.ts";
import { otherBrowser } from "./signals/other-browser.ts";
import { otherTicketsNearby } from "./signals/other-tickets-nearby.ts";
import { personInactive } from "./signals/person-inactive.ts";
import { phoneKeyInvalid } from "./signals/phone-key-invalid.ts";
import { privateRelay } from "./signals/private-relay.ts";
import { remoteControl } from "./signals/remote-control.ts";
import { reported } from "./signals/reported.ts";
import { riskyDestination } from "./signals/risky-destination.ts";
import { roundTripGap } from "./signals/round-trip-gap.ts";
import { sharedContact } from "./signals/shared-contact.ts";
import { smsOnDesktop } from "./signals/sms-on-desktop.ts";
import { timeZoneDiffers } from "./signals/time-zone-differs.ts";
import { typedDestination } from "./signals/typed-destination.ts";
import { unusualLanguage } from "./signals/unusual-language.ts";
import { userAgentContradicts } from "./signals/user-agent-contradicts.ts";
import { virtualDesktop } from "./signals/virtual-desktop.ts";
import { virtualMachine } from "./signals/virtual-machine.ts";
import type { Signal } from "./signals/signal.ts";

export const SIGNALS = registry<Signal>([
  hostingNetwork,
  anonymiser,
  consumerVpn,
  knownNetwork,
  organisationNetwork,
  countryDiffers,
  impossibleTravel,
  timeZoneDiffers,
  roundTripGap,
  networkChanged,
  corporateProxy,
  privateRelay,
  automation,
  virtualMachine,
  userAgentContradicts,
  knownPhone,
  phoneKeyInvalid,
  deviceSeenWithOther,
  otherBrowser,
  smsOnDesktop,
  remoteControl,
  agentDeviceOrNetwork,
  agentDeviceAndNetwork,
  virtualDesktop,
  noScript,
  unusualLanguage,
  typedDestination,
  contactChanged,
  destinationUsedForOthers,
  sharedContact,
  riskyDestination,
  earlierFailures,
  callerRefused,
  otherTicketsNearby,
  personInactive,
  reported,
  answer,
  fastAnswer,
]);
