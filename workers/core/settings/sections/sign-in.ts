import { z } from "zod";
import { secret } from "../../kit/secret.ts";
import { json, list, NAME_RULE } from "../fields.ts";
import { isRecord } from "../compare.ts";
import { ACCESS } from "../access-name.ts";
import { section } from "../section.ts";

/** Names that stand for every tenant of a provider: whoever opens a tenant of his own could sign in through them. */
const ANY_TENANT = /\/(?:common|organizations|consumers|\{[^/]*\}|%7b[^/]*)(?:\/|$)/iu;

/** Compared letter by letter with what tokens say; plain http only passes in LOCAL_MODE (`config.ts`). */
const issuer = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[^?#\s]*)?$/u, "must be an https address, without a query")
  .refine((text) => !ANY_TENANT.test(text), "must name one tenant, not all of them");

const origin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/u, "must be an origin, like https://keys.example.com");
const DOMAIN = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/iu;
const groups = z.array(z.string().min(1).max(200)).max(50);
const values = z.array(z.string().min(1).max(200)).max(20);

/** Of everybody's accounts, whoever they work for. */
const SHARED_ISSUERS: ReadonlySet<string> = new Set(["https://accounts.google.com"]);

const providerShape = z.strictObject({
  label: z
    .string()
    .min(1)
    .max(40)
    .default("Company account")
    .meta({ title: "Button", description: "What the button on the sign-in page says" }),
  issuer: issuer.meta({
    title: "Issuer",
    description: "As the provider's tokens say it, letter by letter; of one tenant",
    address: true,
  }),
  clientId: z.string().min(1).max(300).meta({ title: "Client id", description: "Of this product, at the provider" }),
  origins: z.array(origin).max(5).default([]).meta({
    title: "Further origins",
    description: "Where else the provider keeps its token address and keys, if not with the issuer",
    address: true,
  }),
  algorithm: z.enum(["RS256", "PS256", "ES256", "EdDSA"]).default("RS256").meta({
    title: "Algorithm",
    description: "The one that its ID tokens are signed with; no other is accepted",
  }),
  scopes: values
    .default([])
    .meta({ title: "Further scopes", description: "Asked for beside openid, profile and email" }),
  groupsClaim: z
    .string()
    .min(1)
    .max(100)
    .default("groups")
    .meta({ title: "Group claim", description: "Where the ID token lists a person's groups" }),
  roles: z
    .strictObject({
      agent: groups.default([]).meta({ title: "Agent", description: "Groups that give the role Agent" }),
      analyst: groups.default([]).meta({ title: "Analyst", description: "Groups that give the role Analyst" }),
      auditor: groups.default([]).meta({ title: "Auditor", description: "Groups that give the role Auditor" }),
    })
    .prefault({})
    .meta({
      title: "Groups",
      description:
        "Groups whose members may enter without an invitation, by the role that they get. Never Admin: an admin is made by an admin",
    }),
  secondFactor: z
    .strictObject({
      acr: values.default([]).meta({ title: "acr", description: "Any of these, and asked for" }),
      amr: values.default([]).meta({ title: "amr", description: "Any of these" }),
    })
    .prefault({})
    .meta({
      title: "Second factor",
      description:
        "Values of acr or amr, which the provider sends, that say that a second factor was used. With any of them, a sign-in without is refused",
    }),
  people: z
    .strictObject({
      claim: z.string().min(1).max(100).optional().meta({
        title: "Id claim",
        description: "Where the ID token has the id by which the directory knows the person",
      }),
      domains: z
        .array(z.string().max(200).regex(DOMAIN, "must be a domain, like example.com").toLowerCase())
        .max(20)
        .default([])
        .meta({
          title: "Authoritative for",
          description:
            "Where there is no such claim: mail domains whose addresses this provider gives out itself. The address says once who somebody is, then the account does",
        }),
    })
    .prefault({})
    .meta({
      title: "People",
      description:
        "Who of this provider's people may open their own page on the portal's host; nobody, with neither of them. A passkey can be added there only where a second factor is demanded above",
    }),
  organisation: z
    .strictObject({
      claim: z
        .string()
        .min(1)
        .max(100)
        .default("hd")
        .meta({ title: "Claim", description: "Where the ID token names the organisation" }),
      values: values.default([]).meta({ title: "Ours", description: "Any of these, letter by letter" }),
    })
    .prefault({})
    .meta({
      title: "Organisation",
      seldom: true,
      description:
        "Where one issuer serves several organisations, as Google's does: which is yours. With any value, a sign-in without is refused",
    }),
});

export const signInProvider = providerShape.superRefine(({ issuer: of, organisation }, context) => {
  if (SHARED_ISSUERS.has(of.replace(/\/$/u, "")) && organisation.values.length === 0) {
    const message = "must name your organisation: this issuer is everybody's";
    context.addIssue({ code: "custom", path: ["organisation", "values"], message });
  }
});
export type SignInProvider = z.infer<typeof signInProvider>;

const ACCESS_LABEL = "Cloudflare Access";

export const cloudflareAccess = z.strictObject({
  team: origin.optional().meta({
    title: "Team domain",
    description: "Like https://example.cloudflareaccess.com; what its tokens name as their issuer",
  }),
  audience: z
    .string()
    .regex(/^[0-9a-f]{64}$/u, "must be the 64 characters of the application's audience tag")
    .optional()
    .meta({ title: "Audience tag", description: "AUD of the Access application in front of the console" }),
  label: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ title: "Button", description: `What the button on the sign-in page says; ${ACCESS_LABEL} unless set` }),
});
export type CloudflareAccess = z.infer<typeof cloudflareAccess>;

export interface AccessMode {
  readonly label: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Undefined where that mode is off. */
export function accessModeOf({ team, audience, label = ACCESS_LABEL }: CloudflareAccess): AccessMode | undefined {
  return team === undefined || audience === undefined ? undefined : { label, issuer: team, audience };
}

interface SignInSettings {
  readonly SIGN_IN_PROVIDERS: Readonly<Record<string, SignInProvider>>;
  readonly CLOUDFLARE_ACCESS: CloudflareAccess;
}

/** Whoever answers for the company's people, by the name that a sign-in keeps: providers, and Access. */
export function whoAnswers(
  settings: SignInSettings,
): ReadonlyMap<string, { readonly label: string; readonly issuer: string }> {
  const access = accessModeOf(settings.CLOUDFLARE_ACCESS);
  return new Map<string, { readonly label: string; readonly issuer: string }>([
    ...Object.entries(settings.SIGN_IN_PROVIDERS),
    ...(access === undefined ? [] : [[ACCESS, access] as const]),
  ]);
}

export const providerName = z.string().regex(/^[a-z0-9-]{1,40}$/, NAME_RULE);

export const signIn = section({
  id: "sign_in",
  title: "Sign-in",
  changedWith: "settings.change",
  purpose: "How agents and admins get into the console.",
  fields: {
    SIGN_IN_PROVIDERS: json(z.record(providerName, signInProvider)).default({}).meta({
      title: "Identity providers",
      description: "JSON. OpenID Connect providers by name",
    }),
    SIGN_IN_SECRETS: json(z.record(z.string(), z.string().min(1).max(500)))
      .transform((value) => secret(value))
      .default(secret({}))
      .meta({
        title: "Client secrets",
        description: "JSON. Client secret of each provider, by the same name",
        secret: true,
      }),
    CLOUDFLARE_ACCESS: json(cloudflareAccess).default({}).meta({
      title: "Cloudflare Access",
      description:
        "JSON. Team and audience of the Access application in front of the console; on where both are set. SAML providers come in this way",
    }),
    BREAK_GLASS: list
      .pipe(z.array(z.email().transform((email) => email.toLowerCase())).max(5))
      .default([])
      .meta({
        title: "Emergency addresses",
        description:
          "List. Mail addresses of users whose one-time links still sign in once an identity provider works: for sixty minutes, and only to repair sign-in, users and ticket systems",
      }),
  },
  summary: (settings) => {
    const named = Object.values(isRecord(settings["SIGN_IN_PROVIDERS"]) ? settings["SIGN_IN_PROVIDERS"] : {});
    const access = accessModeOf(settings["CLOUDFLARE_ACCESS"] ?? {});
    const labels = [
      ...named.flatMap((provider) => (isRecord(provider) ? [String(provider["label"])] : [])),
      ...(access === undefined ? [] : [access.label]),
    ];
    return [labels.length === 0 ? "By one-time link only" : `By one-time link, and ${labels.join(", ")}`];
  },
});
