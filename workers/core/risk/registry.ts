/** Every risk signal, in the order in which findings are listed. A new one is a file in `signals/`, a row in `model.ts` and a line here. */
import { registry } from "../kit/registry.ts";
import { agentDeviceAndNetwork } from "./signals/endpoint/agent-device-and-network.ts";
import { agentDeviceOrNetwork } from "./signals/endpoint/agent-device-or-network.ts";
import { anonymiser } from "./signals/network/anonymiser.ts";
import { answer } from "./signals/challenge/answer.ts";
import { automation } from "./signals/endpoint/automation.ts";
import { callerRefused } from "./signals/persona/caller-refused.ts";
import { consumerVpn } from "./signals/network/consumer-vpn.ts";
import { contactChanged } from "./signals/persona/contact-changed.ts";
import { corporateProxy } from "./signals/network/corporate-proxy.ts";
import { countryDiffers } from "./signals/network/country-differs.ts";
import { destinationUsedForOthers } from "./signals/persona/destination-used-for-others.ts";
import { deviceSeenWithOther } from "./signals/endpoint/device-seen-with-other.ts";
import { earlierFailures } from "./signals/persona/earlier-failures.ts";
import { fastAnswer } from "./signals/challenge/fast-answer.ts";
import { hostingNetwork } from "./signals/network/hosting-network.ts";
import { impossibleTravel } from "./signals/network/impossible-travel.ts";
import { knownNetwork } from "./signals/network/known-network.ts";
import { knownPhone } from "./signals/endpoint/known-phone.ts";
import { networkChanged } from "./signals/network/network-changed.ts";
import { noScript } from "./signals/endpoint/no-script.ts";
import { organisationNetwork } from "./signals/network/organisation-network.ts";
import { otherBrowser } from "./signals/endpoint/other-browser.ts";
import { otherTicketsNearby } from "./signals/persona/other-tickets-nearby.ts";
import { personInactive } from "./signals/persona/person-inactive.ts";
import { phoneKeyInvalid } from "./signals/endpoint/phone-key-invalid.ts";
import { privateRelay } from "./signals/network/private-relay.ts";
import { remoteControl } from "./signals/endpoint/remote-control.ts";
import { reported } from "./signals/persona/reported.ts";
import { riskyDestination } from "./signals/persona/risky-destination.ts";
import { roundTripGap } from "./signals/network/round-trip-gap.ts";
import { sharedContact } from "./signals/persona/shared-contact.ts";
import { smsOnDesktop } from "./signals/endpoint/sms-on-desktop.ts";
import { timeZoneDiffers } from "./signals/network/time-zone-differs.ts";
import { triedAgain } from "./signals/persona/tried-again.ts";
import { typedDestination } from "./signals/persona/typed-destination.ts";
import { unusualLanguage } from "./signals/endpoint/unusual-language.ts";
import { userAgentContradicts } from "./signals/endpoint/user-agent-contradicts.ts";
import { virtualDesktop } from "./signals/endpoint/virtual-desktop.ts";
import { virtualMachine } from "./signals/endpoint/virtual-machine.ts";
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
  triedAgain,
  callerRefused,
  otherTicketsNearby,
  personInactive,
  reported,
  answer,
  fastAnswer,
]);
