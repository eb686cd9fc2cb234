/** What each signal reads of the evidence, seen by letting it read: no list of it can go out of date. */
import { MODEL, type SignalId } from "../../workers/core/risk/model.ts";
import { SIGNALS } from "../../workers/core/risk/registry.ts";
import type { Evidence } from "../../workers/core/risk/evidence.ts";
import type { Signal } from "../../workers/core/risk/signals/signal.ts";
import {
  answered,
  AT,
  evidence,
  HOME,
  HOSTING,
  MAC_AGENT,
  WINDOWS_AGENT,
} from "../../workers/core/risk/evidence.fixture.ts";

/** Between them they have everything that can be observed, so that a signal that stops early in one goes on in another. */
function everything(): readonly Evidence[] {
  const past = {
    endedAt: AT - 1_000_000,
    status: "failed",
    sameDestination: true,
    answered: true,
    stronglyProven: true,
    asn: HOME.asn ?? 0,
  } as const;
  const busy = (network: Evidence["network"]["begin"], userAgent: string): Evidence =>
    evidence((honest) => ({
      destination: { ...honest.destination, onRecordForOthers: 1, usedForOthers: 1, changedAt: AT - 1 },
      network: {
        ...honest.network,
        ...(network === undefined
          ? {}
          : {
              begin: {
                ...network,
                edgeRttMs: 5,
                httpProtocol: "HTTP/3",
                tlsVersion: "TLSv1.3",
                city: "Porto",
                maskedAddress: "203.0.113.x",
              },
            }),
        later: [HOSTING, HOME],
        organisationAsns: [1],
        virtualDesktopAsns: [HOSTING.asn ?? 0],
        lastSeen: { at: AT - 60_000, country: "BR", latitude: -23, longitude: -46 },
      },
      endpoint: {
        ...honest.endpoint,
        headers: { ...honest.endpoint.headers, userAgent, hintPlatform: "Windows", hintMobile: false, hintBrands: "x" },
        claims: {
          ...honest.endpoint.claims,
          renderer: "SwiftShader",
          timeZone: "America/Sao_Paulo",
          platform: "Win32",
          webdriver: false,
          languages: ["en"],
        },
        otherBrowsers: [{ at: AT, family: "chrome", country: "BR" }],
        sameDeviceAsAgent: true,
      },
      history: {
        past: [past, { ...past, sameDestination: false, status: "passed" }],
        otherTicketsNearby: 1,
        callerRefusedEarlier: true,
      },
      answers: [answered(), answered({ kind: "group", grade: "skipped" })],
    }));
  return [
    evidence(),
    busy(HOME, WINDOWS_AGENT),
    busy(HOSTING, MAC_AGENT),
    evidence((honest) => ({ ...busy(HOME, WINDOWS_AGENT), destination: { ...honest.destination, origin: "typed" } })),
    evidence((honest) => ({
      ...busy(HOSTING, WINDOWS_AGENT),
      network: { ...honest.network, begin: HOSTING, organisationAsns: [HOSTING.asn ?? 0] },
    })),
    evidence((honest) => ({ endpoint: { ...honest.endpoint, headers: { userAgent: WINDOWS_AGENT } } })),
  ];
}

/** Paths like `network.begin.asn`; what stands in a list has the path of the list. */
export function evidenceRead(): ReadonlyMap<SignalId, readonly string[]> {
  return new Map(
    SIGNALS.all.map((signal) => {
      const seen = new Set<string>();
      // A copy: what somebody froze could not be watched.
      everything().forEach((one) => evaluateRow(signal, watched(structuredClone(one), "", seen)));
      return [signal.id, leavesOf(seen)] as const;
    }),
  );
}

function evaluateRow(signal: Signal, observed: Evidence): void {
  signal.evaluate(observed, MODEL.weights[signal.id]);
}

function watched<Value extends object>(value: Value, path: string, seen: Set<string>): Value {
  return new Proxy(value, {
    get: (target, name, receiver) => {
      const part: unknown = Reflect.get(target, name, receiver);
      if (typeof name === "symbol" || (Array.isArray(target) && typeof part === "function")) return part;
      const below = Array.isArray(target) ? path : path === "" ? name : `${path}.${name}`;
      seen.add(below);
      return typeof part === "object" && part !== null ? watched(part, below, seen) : part;
    },
  });
}

/** Everything that is observed, by path, whether a signal reads it or not. */
export function evidenceKept(): readonly string[] {
  const paths = new Set<string>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      paths.add(path);
      value.forEach((part) => walk(part, path));
    } else if (typeof value === "object" && value !== null) {
      Object.entries(value).forEach(([name, part]) => walk(part, path === "" ? name : `${path}.${name}`));
    } else {
      paths.add(path);
    }
  };
  everything().forEach((one) => walk(one, ""));
  return leavesOf(paths);
}

/** A group is read to get at what is in it. */
function leavesOf(seen: ReadonlySet<string>): readonly string[] {
  return [...seen].filter((path) => ![...seen].some((other) => other.startsWith(`${path}.`))).sort();
}
