/** How a sign-in names Cloudflare Access. No provider of the settings can be called so: their names have no underscore. */
export const ACCESS = "cloudflare_access";
export type AccessName = typeof ACCESS;
