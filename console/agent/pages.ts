/** The console's sections. A new page is one line here and one in `routes.ts`. */
import type { Role } from "../../workers/contract/console/access.ts";
import { en } from "../copy/desk/en.ts";
import type { IconName } from "../ui/icon.tsx";
import { pathTo, type Route } from "./frame/routes.ts";

export interface Section {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  /** The pages that belong to it. */
  readonly pages: readonly Route["page"][];
  readonly roles: readonly Role[];
}

const EVERYONE: readonly Role[] = ["agent", "analyst", "auditor", "admin"];

export const SECTIONS: readonly Section[] = [
  {
    to: pathTo.verifications,
    label: en.nav.verifications,
    icon: "shieldCheck",
    pages: ["verifications", "details"],
    roles: EVERYONE,
  },
  { to: pathTo.send, label: en.nav.send, icon: "send", pages: ["send", "send-ticket"], roles: ["agent", "admin"] },
];
