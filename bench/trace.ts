/** What the counting Worker hands out, see dev/worker/counting.ts. Moments are numbers in order, not times. */
export interface Call {
  /** Who asked: one request, one queue batch, one object. */
  readonly by: string;
  readonly kind: "d1" | "object" | "queue";
  /** Tables written or read, "Class.method", or the queue. */
  readonly name: string;
  readonly from: number;
  to: number;
  statements: number;
  rowsWritten: number;
  messages: number;
}

/** What ran: a request to the Worker, a batch, or a method of an object. */
export interface Span {
  readonly by: string;
  readonly name: string;
  readonly from: number;
  to: number;
}

export interface Trace {
  readonly calls: Call[];
  readonly spans: Span[];
}

export interface Counters {
  /** By table and verb, for example "audit insert". */
  readonly rowsWritten: Record<string, number>;
  readonly d1Calls: number;
  /** By "Class.method"; alarms count as requests too. */
  readonly objectRequests: Record<string, number>;
  readonly queueMessages: Record<string, number>;
}
