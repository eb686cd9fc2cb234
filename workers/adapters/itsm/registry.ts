/** Every ticket system. A new one is a file and a line here. */
import { registry } from "../../core/kit/registry.ts";
import { changegear } from "./changegear/connector.ts";

export const itsmKinds = registry([changegear]);

export type ItsmKindId = (typeof itsmKinds.all)[number]["id"];
