/** Every way to send an SMS or a mail. A new one is a file and a line here. */
import { registry } from "../../core/kit/registry.ts";
import { resend } from "./resend.ts";
import { smtp } from "./smtp/smtp.ts";
import { twilio } from "./twilio.ts";

export const deliveryProviders = registry([twilio, resend, smtp]);

export type DeliveryProviderId = (typeof deliveryProviders.all)[number]["id"];
