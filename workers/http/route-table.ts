/** Every route there is. A route without a row does not exist; tests walk this list. */
import type { Route } from "./route.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { auditRoutes } from "./routes/audit.ts";
import { coverageRoutes } from "./routes/coverage.ts";
import { brandRoutes } from "./routes/brand.ts";
import { connectionRoutes } from "./routes/connections.ts";
import { consoleRoutes } from "./routes/console.ts";
import { healthRoutes } from "./routes/health.ts";
import { exportRoutes } from "./routes/exports.ts";
import { deliveryRoutes } from "./routes/delivery.ts";
import { meRoutes } from "./routes/me.ts";
import { identityRoutes } from "./routes/identity.ts";
import { deskActionRoutes } from "./routes/desk-action.ts";
import { remediateRoutes } from "./routes/remediate.ts";
import { setUpRoutes } from "./routes/set-up.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { peopleRoutes } from "./routes/people.ts";
import { passkeyRoutes } from "./routes/passkeys.ts";
import { portalRoutes } from "./routes/portal.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { userRoutes } from "./routes/users.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

export const ROUTES: readonly Route[] = [
  ...healthRoutes,
  ...brandRoutes,
  ...portalRoutes,
  ...meRoutes,
  ...webhookRoutes,
  ...signInRoutes,
  ...identityRoutes,
  ...passkeyRoutes,
  ...consoleRoutes,
  ...approvalRoutes,
  ...deliveryRoutes,
  ...exportRoutes,
  ...connectionRoutes,
  ...remediateRoutes,
  ...deskActionRoutes,
  ...userRoutes,
  ...auditRoutes,
  ...settingsRoutes,
  ...setUpRoutes,
  ...peopleRoutes,
  ...coverageRoutes,
];
