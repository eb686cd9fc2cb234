import type { VendorBehaviour, VendorReply } from "./mock-vendor.ts";

export const TWILIO = {
  accountSid: `AC${"0123456789abcdef".repeat(2)}`,
  authToken: "twilio-token-of-the-tests",
} as const;

/** Twilio's own test numbers, each with the error it stands for. https://www.twilio.com/docs/iam/test-credentials */
const ERRORS: Readonly<Record<string, readonly [status: number, code: number, message: string]>> = {
  "+15005550001": [400, 21211, "Invalid 'To' Phone Number: +15005550001"],
  "+15005550002": [400, 21612, "Cannot route to +15005550002"],
  "+15005550003": [400, 21408, "Permission to send an SMS has not been enabled for the region of +15005550003"],
  "+15005550004": [400, 21610, "Attempt to send to unsubscribed recipient +15005550004"],
  "+15005550009": [400, 21614, "'To' number +15005550009 is not a mobile number"],
};

const failure = (status: number, code: number, message: string): VendorReply => ({
  status,
  json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

/** The Messages resource: checks the request as documented, then accepts or refuses. */
export const twilioBehaviour: VendorBehaviour = ({ method, path, headers, body }) => {
  const expected = Buffer.from(`${TWILIO.accountSid}:${TWILIO.authToken}`).toString("base64");
  if (headers.authorization !== `Basic ${expected}`) {
    return failure(401, 20003, "Authenticate");
  }
  if (method !== "POST" || path !== `/2010-04-01/Accounts/${TWILIO.accountSid}/Messages.json`) {
    return failure(404, 20404, "The requested resource was not found");
  }
  if (headers["content-type"] !== "application/x-www-form-urlencoded") {
    return failure(415, 20415, "Unsupported media type");
  }
  const form = new URLSearchParams(body);
  const to = form.get("To") ?? "";
  if (!/^\+[1-9]\d{6,14}$/.test(to)) {
    return failure(400, 21604, "A 'To' phone number is required");
  }
  if ((form.get("Body") ?? "") === "") {
    return failure(400, 21602, "Message body is required");
  }
  if (form.has("From") === form.has("MessagingServiceSid")) {
    return failure(400, 21603, "A 'From' phone number is required");
  }
  const error = ERRORS[to];
  return error === undefined
    ? {
        status: 201,
        json: { sid: `SM${"ab".repeat(16)}`, status: "queued", to, body: form.get("Body"), error_code: null },
      }
    : failure(...error);
};
