/** The provider's own store in memory, asked for by name: as a default it warns at each start that nothing is kept. */
declare module "oidc-provider/lib/adapters/memory_adapter.js" {
  import type { AdapterFactory } from "oidc-provider";

  export function createMemoryAdapter(): AdapterFactory;
}
