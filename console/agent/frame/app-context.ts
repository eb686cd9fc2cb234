/** What every page may use: who is signed in, the server, the feed, and the organisation's clock. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SignInReply } from "../../../workers/contract/console/access.ts";
import type { Api } from "./api.ts";
import type { Feed } from "./feed.ts";

export interface AppValue {
  readonly session: SignInReply;
  /** Reads the session anew: something changed of what it says. */
  readonly renew: () => void;
  readonly api: Api;
  readonly feed: Feed;
  /** Now by the server's clock. */
  readonly now: () => number;
}

export const AppContext = createContext<AppValue | undefined>(undefined);

export function useApp(): AppValue {
  const value = useContext(AppContext);
  if (value === undefined) throw new Error("a page was drawn outside the app");
  return value;
}
