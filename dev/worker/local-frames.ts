/**
 * What a local build changes in the product's own pages on their way out: opened by themselves
 * they carry a strip that leads to the other parts of the story, and the page that shows all
 * parts side by side may frame them. Goes by what browsers say they want a page for; whatever
 * says nothing (programs, tests) gets the product's replies as they are.
 */
import { STRIP_STYLE_PATH, stripLinks } from "./strip.ts";

export async function locally(
  request: Request,
  serve: () => Promise<Response>,
  ticketSystem: string,
): Promise<Response> {
  const reply = await serve();
  const isPage = reply.headers.get("content-type")?.startsWith("text/html") === true;
  const purpose = isPage ? request.headers.get("sec-fetch-dest") : null;
  if (purpose === "iframe") {
    return framable(reply);
  }
  const { pathname } = new URL(request.url);
  // A report is a file that is shown, and lets no other style in.
  return purpose === "document" && !pathname.startsWith("/api/")
    ? withStrip(reply, stripLinks(pathname, ticketSystem))
    : reply;
}

/** By pages of this same origin only. */
function framable(reply: Response): Response {
  const policy = reply.headers.get("content-security-policy") ?? "";
  const changed = new Response(reply.body, reply);
  changed.headers.set("x-frame-options", "SAMEORIGIN");
  changed.headers.set("content-security-policy", policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
  return changed;
}

function withStrip(reply: Response, links: string): Response {
  const policy = reply.headers.get("content-security-policy") ?? "";
  const changed = new Response(reply.body, reply);
  changed.headers.set("content-security-policy", policy.replace("style-src ", "style-src 'self' "));
  return new HTMLRewriter()
    .on("head", {
      element: (head) => {
        head.append(`<link rel="stylesheet" href="${STRIP_STYLE_PATH}">`, { html: true });
      },
    })
    .on("body", {
      element: (body) => {
        body.prepend(links, { html: true });
      },
    })
    .transform(changed);
}
