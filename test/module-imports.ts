/**
 * Reads what one source file imports, and nothing of what it does. Types count: `import type`,
 * `export from`, `import()` and `import("...").T` are all found, with the line they stand on.
 */
import { posix } from "node:path";
import { parseSync } from "vite";

export interface Import {
  /** Repository path for a relative import, the package name for another. */
  readonly target: string;
  readonly local: boolean;
  readonly typeOnly: boolean;
  /** Imported names that exist at run time. */
  readonly values: readonly string[];
  readonly line: number;
}

export interface Module {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly source: string;
  readonly program: unknown;
}

export const lineOf = (source: string, offset: number): number => source.slice(0, offset).split("\n").length;

/** Every node of a syntax tree, outside in. */
export function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) {
      visit(item, see);
    }
  } else if (typeof node === "object" && node !== null) {
    const record = node as Record<string, unknown>;
    if (typeof record["type"] === "string") {
      see(record);
    }
    for (const value of Object.values(record)) {
      visit(value, see);
    }
  }
}

/** `path` is the repository path with forward slashes; a file that does not parse is a defect. */
export function parseModule(path: string, source: string): Module {
  const parsed = parseSync(path, source);
  if (parsed.errors.length > 0) {
    throw new Error(`${path} does not parse: ${parsed.errors[0]?.message}`);
  }
  const imports: Import[] = [];
  const add = (specifier: string, offset: number, kind: { typeOnly: boolean; values: readonly string[] }): void => {
    const local = specifier.startsWith(".");
    const target = local ? posix.join(posix.dirname(path), specifier.replace(/\?.*$/, "")) : specifier;
    imports.push({ target, local, ...kind, line: lineOf(source, offset) });
  };
  for (const { moduleRequest, entries, start } of parsed.module.staticImports) {
    const values = entries.filter((entry) => !entry.isType).map((entry) => entry.importName.name ?? "*");
    add(moduleRequest.value, start, { typeOnly: entries.length > 0 && values.length === 0, values });
  }
  for (const { entries } of parsed.module.staticExports) {
    for (const { moduleRequest, importName, isType, start } of entries) {
      if (moduleRequest) {
        add(moduleRequest.value, start, { typeOnly: isType, values: isType ? [] : [importName.name ?? "*"] });
      }
    }
  }
  visit(parsed.program, (node) => {
    const literal = node["source"] as { type?: string; value?: unknown; start?: number } | undefined;
    if (
      typeof literal?.value === "string" &&
      (node["type"] === "ImportExpression" || node["type"] === "TSImportType")
    ) {
      const typeOnly = node["type"] === "TSImportType";
      add(literal.value, literal.start ?? 0, { typeOnly, values: typeOnly ? [] : ["*"] });
    }
  });
  return { path, imports, source, program: parsed.program };
}
