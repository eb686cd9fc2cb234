/** Presses whose form says what they are about, read from the page as a browser reads them. */
import { type Phone } from "../../dev/walkthrough/client.ts";
import { hidden, type Page } from "../../dev/walkthrough/page.ts";

/** "More time", from this page or from the one that is open now. */
export async function moreTime(phone: Phone, page?: Page): Promise<Page> {
  const { html } = page ?? (await phone.open());
  return phone.press("more-time", { deadline: hidden(html, "deadline", "more-time") });
}
