/**
 * A company's sign-in on this machine: a real OpenID Connect provider (`oidc-provider`) with the demo's
 * agents and people as its accounts. It asks who you are, takes any password for one with a second factor, and never asks for consent.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { errors, type Account, type KoaContextWithOIDC } from "oidc-provider";
import { createMemoryAdapter } from "oidc-provider/lib/adapters/memory_adapter.js";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { DIRECTORY_CLAIM, type IdentityAccount } from "./account.ts";
import { loginPage, plainPage } from "./pages.ts";

export interface IdentityClient {
  readonly id: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
  readonly afterEnd: readonly string[];
}

export interface IdentityOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly company: string;
  readonly accounts: readonly IdentityAccount[];
  /** Told the issuer: a client may be configured with it before it is known here. */
  readonly client: IdentityClient;
}

export interface CompanySignIn {
  readonly issuer: string;
  close(): Promise<void>;
}

export async function startIdentity(options: IdentityOptions): Promise<CompanySignIn> {
  const server = createServer();
  await new Promise<void>((settle, fail) => {
    server.once("error", fail);
    server.listen(options.port, "127.0.0.1", settle);
  });
  const issuer = `http://localhost:${String((server.address() as AddressInfo).port)}`;
  const provider = await createProvider(issuer, options);
  const callback = provider.callback();
  server.on("request", (request, response) => {
    answer(provider, options, { request, response, callback }).catch((error: unknown) => {
      response.statusCode = error instanceof errors.OIDCProviderError ? error.statusCode : 500;
      response.end(plainPage(options.company, "This sign-in is over", "Go back to where you began, and begin again."));
    });
  });
  return { issuer, close: () => closed(server) };
}

const SCOPES = "openid profile email";

async function createProvider(issuer: string, { accounts, client, company }: IdentityOptions): Promise<Provider> {
  const provider = new Provider(issuer, {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...client.redirectUris],
        post_logout_redirect_uris: [...client.afterEnd],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    jwks: { keys: [await createSigningKey()] },
    cookies: { keys: [client.secret] },
    // So that name and groups stand in the ID token, as company providers have it.
    conformIdTokenClaims: false,
    claims: {
      openid: ["sub", "amr"],
      profile: ["name", "groups", DIRECTORY_CLAIM],
      email: ["email", "email_verified"],
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        // The product sends no token along, so the page asks whether to end the session here as well.
        logoutSource: (context: KoaContextWithOIDC, form: string) => {
          context.body = plainPage(
            company,
            "Signing out",
            `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
          );
        },
      },
    },
    interactions: { url: (_context, interaction) => `/login/${interaction.uid}` },
    findAccount: (_context, subject) => accountOf(accounts, subject),
    async loadExistingGrant(context) {
      const { client: asking, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({
        clientId: asking?.clientId ?? "",
        accountId: session?.accountId ?? "",
      });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** Made at every start: nobody keeps a token of it. */
async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), use: "sig", alg: "RS256" };
}

function accountOf(accounts: readonly IdentityAccount[], subject: string): Account | undefined {
  const found = accounts.find((account) => account.subject === subject);
  return found === undefined
    ? undefined
    : {
        accountId: subject,
        claims: () => ({
          sub: subject,
          name: found.name,
          email: found.email,
          email_verified: true,
          groups: [...found.groups],
          ...(found.directoryId === undefined ? {} : { [DIRECTORY_CLAIM]: found.directoryId }),
        }),
      };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly callback: ReturnType<Provider["callback"]>;
}

async function answer(
  provider: Provider,
  { accounts, company }: IdentityOptions,
  { request, response, callback }: Exchange,
): Promise<void> {
  if (request.url?.startsWith("/login/") !== true) {
    await callback(request, response);
    return;
  }
  const { uid } = await provider.interactionDetails(request, response);
  const typed = request.method === "POST" ? new URLSearchParams(await textOf(request)).get("email") : null;
  const account = accounts.find(({ email }) => email === typed?.trim().toLowerCase());
  if (account === undefined) {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(loginPage({ company, accounts, uid, ...(typed === null ? {} : { unknown: typed }) }));
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId: account.subject, amr: ["pwd", "mfa"] } });
}

const MOST_CHARACTERS = 10_000;

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_CHARACTERS) {
      throw new Error("a form that is too long");
    }
  }
  return text;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((settle) => server.close(settle));
}
