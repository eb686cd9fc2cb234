/** Who leads to themselves by going from manager to manager. */

/** `managers`: person to manager. Every member of each circle; who only leads into one is not of it. */
export function inCircles(managers: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  const walked = new Set<string>();
  for (const start of managers.keys()) {
    const path: string[] = [];
    const place = new Map<string, number>();
    for (let at: string | undefined = start; at !== undefined && !walked.has(at); at = managers.get(at)) {
      place.set(at, path.length);
      walked.add(at);
      path.push(at);
      const next = managers.get(at);
      const from = next === undefined ? undefined : place.get(next);
      if (from !== undefined) {
        path.slice(from).forEach((member) => found.add(member));
      }
    }
  }
  return found;
}
