/** Apart from the dialogue because `cloudflare:sockets` exists on workerd only, and the dialogue is tested elsewhere too. */
import { connect } from "cloudflare:sockets";
import type { OpenSocket } from "./dialogue.ts";

export const openSocket: OpenSocket = connect;
