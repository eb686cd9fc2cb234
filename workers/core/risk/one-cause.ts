/** One cause counts once: a VPN is not three coincidences because it shows in the network, the country and the clock. */
import type { Finding } from "./assessment.ts";
import { roundBits } from "./signals/signal.ts";
import type { Cluster } from "./model.ts";

/**
 * The findings with the bits that they count for. Of those that one cause explains the strongest keeps its
 * own; the others keep what the cluster allows, and what they would weigh by themselves stands beside it.
 * `seen`: by what a cause is known, where some of it is left out of the count.
 */
export function countedOnce(
  findings: readonly Finding[],
  clusters: readonly Cluster[],
  seen: readonly Finding[] = findings,
): readonly Finding[] {
  const counted = new Map<Finding, Finding>();
  const leftOut = seen.filter((found) => found.bits > 0 && !findings.includes(found));
  for (const cluster of clusters) {
    const within = findings
      .filter(({ bits }) => bits > 0)
      .filter((found) => (cluster.signals as readonly string[]).includes(found.id) && !counted.has(found))
      .toSorted((one, other) => other.bits - one.bits);
    const [strongest, ...further] = within;
    if (
      strongest === undefined ||
      !cluster.needs.every((id) => [...within, ...leftOut].some((found) => found.id === id))
    ) {
      continue;
    }
    counted.set(strongest, strongest);
    let left = cluster.mostFurtherBits;
    for (const found of further) {
      const bits = roundBits(Math.min(found.bits, cluster.furtherBits, left));
      left -= bits;
      counted.set(
        found,
        bits === found.bits
          ? found
          : {
              ...found,
              bits,
              alone: found.bits,
              reason: `${found.reason} (counts little: same cause as another finding)`,
            },
      );
    }
  }
  return findings.map((found) => counted.get(found) ?? found);
}

/** The findings as if each stood by itself, for counting them anew without one. */
export function standingAlone(findings: readonly Finding[]): readonly Finding[] {
  return findings.map(({ alone, ...found }) => (alone === undefined ? found : { ...found, bits: alone }));
}
