/**
 * What one verification asks of the platform, without any of our logic: which calls to D1, to
 * objects and to queues each request makes, which of them after one another, how many statements
 * and rows. Read from a trace of the product, and carried out by the floor Worker.
 */

/** Groups run one after the other; what is within a group runs at once. */
export type Groups = readonly (readonly Work[])[];

export type Work =
  | { readonly kind: "d1"; readonly statements: number; readonly rowsWritten: number }
  | {
      readonly kind: "object";
      /** "Class.method" of the product. */
      readonly name: string;
      /** Before the reply. */
      readonly sync: Groups;
      /** After the reply. */
      readonly later: Groups;
    }
  | { readonly kind: "queue"; readonly name: string; readonly messages: number };

export interface Step {
  readonly name: string;
  readonly groups: Groups;
}

export interface Recipe {
  /** What the client does, in order; `answer` and the page after it come as often as there are questions. */
  readonly steps: readonly Step[];
  /** By queue. */
  readonly batches: Readonly<Record<string, Groups>>;
  /** Our own note coming back from the ticket system. */
  readonly webhookBack: Groups;
}

/** Calls in the longest sequence: what waits for what. */
export function sequentialCalls(groups: Groups): number {
  return groups.reduce((sum, group) => sum + Math.max(0, ...group.map(callsOf)), 0);
}

function callsOf(work: Work): number {
  return 1 + (work.kind === "object" ? sequentialCalls(work.sync) : 0);
}
