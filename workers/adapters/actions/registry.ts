/** Every kind of system that sets passwords or unlocks accounts. A new one is a file and a line here. */
import { registry } from "../../core/kit/registry.ts";
import { entra } from "./entra/entra.ts";
import { runner } from "./runner.ts";

export const actionTargetKinds = registry([runner, entra]);

export type ActionTargetKindId = (typeof actionTargetKinds.all)[number]["id"];
