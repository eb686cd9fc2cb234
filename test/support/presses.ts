/** Presses whose form says what they are about, read from the page as a browser reads them. */
import { hidden, type Page, type Phone } from "../../dev/walkthrough/client.ts";

/** "More time", from this page or from the one that is open now. */
export async function moreTime(phone: Phone, page?: Page): Promise<Page> {
  const { html } = page ?? (await phone.open());
  return phone.press("more-time", { deadline: hidden(html, "deadline", "more-time") });
}

/** "Continue here instead", from the page that is open now. */
export async function moveHere(phone: Phone): Promise<Page> {
  const { html } = await phone.open();
  return phone.press("move", { page: hidden(html, "page", "move") });
}
