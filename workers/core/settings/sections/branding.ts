import { z } from "zod";
import { section } from "../section.ts";

export const branding = section({
  id: "branding",
  title: "Branding",
  purpose: "Under which name the product appears to agents and requesters.",
  fields: {
    BRAND_NAME: z.string().min(1).max(40).default("imper.ai").meta({
      title: "Product name",
      description: "Name that people see in notes, the console and the portal's data page",
    }),
  },
  summary: (values) => [`Appears as ${String(values["BRAND_NAME"])}`],
});
