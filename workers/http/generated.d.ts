/** What `dev/local/build.ts` writes beside this file, so that types are checked before the first build. */
declare module "*/portal-assets.generated.ts" {
  export const PORTAL_CSS: string;
  export const PORTAL_STYLE_HASH: string;
  export const PORTAL_SCRIPT_URL: string;
  export const PASSKEY_SCRIPT_URL: string;
  export const ME_SCRIPT_URL: string;
}

declare module "*/report-assets.generated.ts" {
  export const REPORT_CSS: string;
  export const REPORT_STYLE_HASH: string;
}

declare module "*/version.generated.ts" {
  export const VERSION: string;
}
