/** What a script of ours asks its server, in the page's own session. */
export function postJson(address: string | undefined, body: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(address ?? "", { method: "POST", headers, body: JSON.stringify(body) });
}
