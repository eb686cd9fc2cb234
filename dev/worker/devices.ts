/**
 * One browser plays several phones. Switching puts the portal's cookies away under the device
 * they belong to and takes out those of the next one, so that each phone keeps its own session.
 * The jars are cookies themselves: nothing is shared between two browsers.
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { DEV_DEVICE_COOKIE, OWN_DEVICE } from "./phones.ts";

const jar = z.record(z.string(), z.string());

export interface DeviceSwitch {
  readonly device: string;
  /** Which cookies belong to a phone; the console's sign-in must stay where it is. */
  readonly isPortalCookie: (name: string) => boolean;
}

export function switchDevice(context: Context, { device, isPortalCookie }: DeviceSwitch): void {
  const cookies = getCookie(context);
  const current = cookies[DEV_DEVICE_COOKIE] ?? OWN_DEVICE;
  if (device === current) {
    return;
  }
  const own = Object.entries(cookies).filter(([name]) => isPortalCookie(name));
  put(context, jarName(current), JSON.stringify(Object.fromEntries(own)));
  for (const [name] of own) {
    deleteCookie(context, name, { path: "/", secure: needsSecure(name) });
  }
  for (const [name, value] of Object.entries(contentsOf(cookies[jarName(device)]))) {
    if (isPortalCookie(name)) {
      put(context, name, value);
    }
  }
  put(context, DEV_DEVICE_COOKIE, device);
}

const jarName = (device: string): string => `dev-jar-${device}`;

/** Browsers drop a `__Host-` cookie without it, and others with it on plain http. */
const needsSecure = (name: string): boolean => name.startsWith("__");

function put(context: Context, name: string, value: string): void {
  setCookie(context, name, value, { path: "/", httpOnly: true, sameSite: "Lax", secure: needsSecure(name) });
}

function contentsOf(text: string | undefined): Record<string, string> {
  try {
    return jar.parse(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}
