/**
 * A section of the settings: what an admin may change in the product itself. Each of its fields is a
 * key of the configuration, so a deployment may set it as a variable instead; then it is read-only on
 * screen. The schema, its titles and descriptions make the form, the page in docs/configuration.md
 * and the words of the audit.
 */
import { z } from "zod";
import type { Permission } from "../policy/permissions.ts";

export interface SettingsSection {
  readonly id: string;
  readonly title: string;
  /** What whoever changes it, goes back in it or decides on a change of it must be permitted. */
  readonly changedWith: Permission;
  /** One sentence: what the section decides. */
  readonly purpose: string;
  /** By key of the configuration. Every schema has a default, a `title` and a `description`; a write-only one is `secret`. */
  readonly fields: Readonly<Record<string, z.ZodType>>;
  /**
   * What is asked of a value beyond its schema when it changes, by key: what is wrong with it, or undefined. A value
   * from before, or of the deployment, goes on serving.
   */
  readonly newValues?: Readonly<Record<string, (value: unknown) => string | undefined>>;
  /** What these values come to, in words, one line each; without secrets. `label`: what people call a plug-in. */
  readonly summary: (
    values: Readonly<Record<string, unknown>>,
    label: (pluginId: string) => string,
  ) => readonly string[];
}

/** Keeps the exact types of the fields: the configuration's own schema is made from them. */
export function section<const Fields extends SettingsSection["fields"]>(
  row: Omit<SettingsSection, "fields"> & { readonly fields: Fields },
): Omit<SettingsSection, "fields"> & { readonly fields: Fields } {
  return row;
}

export const isSecret = (schema: z.ZodType): boolean => schema.meta()?.["secret"] === true;

/** The keys of an object that hold secrets: its schema turns them into a `Secret`, and transforms nothing else. */
export function secretKeys(schema: z.ZodType): ReadonlySet<string> {
  const shape: Readonly<Record<string, unknown>> = schema instanceof z.ZodObject ? schema.shape : {};
  return new Set(Object.keys(shape).filter((key) => isTransformed(shape[key])));
}

function isTransformed(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return isTransformed(schema.unwrap());
  }
  return schema instanceof z.ZodPipe && schema.out instanceof z.ZodTransform;
}
