import type { Ctx } from "./context.ts";

/** Where the logo is served, by the name of its content. */
export const BRAND_BASE = "/brand";

export interface Logo {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** As pages show it; undefined where none is set. */
export function logoOf({ var: { deps } }: Ctx): Logo | undefined {
  const { logo } = deps.brand;
  return logo === undefined ? undefined : { src: `${BRAND_BASE}/${logo.file}`, width: logo.width, height: logo.height };
}
