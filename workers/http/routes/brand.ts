/** The logo, on both hosts: without a session, because requesters see it. */
import { BRAND_BASE } from "../logo.ts";
import { notFound } from "../not-found.ts";
import { get, type Route } from "../route.ts";

export const brandRoutes: readonly Route[] = [
  get({ path: `${BRAND_BASE}/:file`, audience: "anyone", permission: "public" }, (c) => {
    const { logo } = c.var.deps.brand;
    if (logo === undefined) {
      return notFound(c);
    }
    // Another isolate may know a newer one, or an older: the page has a picture all the same, and asks again.
    const exact = c.req.param("file") === logo.file;
    return c.body(logo.bytes, 200, {
      "content-type": "image/png",
      "cache-control": exact ? "public, max-age=31536000, immutable" : "no-cache",
    });
  }),
];
