/** A person's own page on the portal's host. */

export const ME_PATHS = {
  page: "/me",
  callback: "/me/callback",
} as const;
