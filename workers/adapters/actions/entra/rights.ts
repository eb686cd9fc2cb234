/** What the application has to be allowed in Microsoft Entra, and why: each missing one is named where it is missed. */

const PERMISSIONS = {
  "User.Read.All": "to find an account",
  "GroupMember.Read.All": "to see whether somebody is in a group that holds administrator roles",
  "RoleManagement.Read.Directory": "to see who holds an administrator role, or may take one",
  "Domain.Read.All": "to see whether another system signs people in",
  "User-PasswordProfile.ReadWrite.All": "to set a password",
  "User.RevokeSessions.All": "to end old sessions",
} as const satisfies Readonly<Record<string, string>>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];

export const lacksPermission = (permission: Permission): string =>
  `The application lacks the permission ${permission}, ${PERMISSIONS[permission]}.`;

export const LACKS_ROLE =
  "The application lacks the directory role User Administrator, or its role does not reach this account.";
