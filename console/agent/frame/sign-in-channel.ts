/** Windows of one browser tell each other who has just signed in: what waits for that goes on. */

/** The name of a window that was opened to sign in: it closes when that is done. */
export const SIGN_IN_WINDOW = "sign-in";

const CHANNEL = "sign-in";

export function tellSignedIn(agentId: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  // A BroadcastChannel reaches its own origin only, and takes no target.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage(agentId);
  channel.close();
}

/** Calls back with the agent's id; the result stops listening. */
export function onSignedInElsewhere(listener: (agentId: string) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") listener(data);
  };
  return () => channel.close();
}
