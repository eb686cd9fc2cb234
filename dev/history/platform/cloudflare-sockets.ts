/** `cloudflare:sockets` where there is no workerd. Mail of the history goes to the local provider. */
export function connect(): never {
  throw new Error("the history opens no sockets");
}
