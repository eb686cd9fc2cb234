/** Tries a provider out with a message to the admin himself, and says what became of it as it is told. */
import { useEffect, useId, useState } from "preact/hooks";
import type { DeliveryTestCarrier, DeliveryTestsReply } from "../../../workers/contract/console/delivery.ts";
import { en } from "../../copy/desk/en.ts";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { readDeliveryTests, testDelivery } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { CopyText } from "../frame/copy-text.tsx";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { TestFrame } from "./test-frame.tsx";

const words = en.settings.testDelivery;
/** No feed tells of tests. */
const LOOK_EVERY_MS = 2_000;
const MINUTE_MS = 60_000;

type Last = NonNullable<DeliveryTestCarrier["last"]>;

const LOOK = {
  sending: { tone: "info", icon: "hourglass" },
  accepted: { tone: "info", icon: "hourglass" },
  unreported: { tone: "neutral", icon: "dash" },
  unknown: { tone: "warn", icon: "triangle" },
  silent: { tone: "warn", icon: "triangle" },
  delivered: { tone: "ok", icon: "checkCircle" },
  failed: { tone: "bad", icon: "octagonX" },
} as const satisfies Readonly<Record<Last["state"], object>>;

const GOES_ON: readonly Last["state"][] = ["sending", "accepted"];

interface TestDeliveryProps {
  readonly channel: "sms" | "email";
  /** Nothing is typed that is not saved. */
  readonly saved: boolean;
}

export function TestDelivery({ channel, saved }: TestDeliveryProps) {
  const { api, session } = useApp();
  const { value, reload } = useResource("delivery-tests", (signal) => readDeliveryTests(api, signal));
  const carrier = value?.carriers.find((one) => one.channel === channel);
  const running = carrier?.last !== undefined && GOES_ON.includes(carrier.last.state);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(reload, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [running, reload]);
  if (value === undefined || carrier?.provider === undefined || !may(session, "delivery.test")) return null;
  return <CarrierTest carrier={carrier} reply={value} reload={reload} saved={saved} />;
}

interface CarrierTestProps extends Pick<TestDeliveryProps, "saved"> {
  readonly carrier: DeliveryTestCarrier;
  readonly reply: DeliveryTestsReply;
  readonly reload: () => void;
}

/** What the outcome says by itself: a provider may tell it in its reply, and send no receipt. */
const TOLD: readonly Last["state"][] = ["unreported", "delivered"];

export function CarrierTest({ carrier, reply, reload, saved }: CarrierTestProps) {
  const { api, session } = useApp();
  const id = useId();
  const [number, setNumber] = useState("");
  const [again, setAgain] = useState("");
  const { busy, problem, press } = usePress();
  const { channel, receiptAddress, last } = carrier;
  const run = async (): Promise<void> => {
    await press(() =>
      testDelivery(api, channel === "sms" ? { channel, number: number.trim(), again: again.trim() } : { channel }),
    );
    reload();
  };
  const untyped = channel === "sms" && [number, again].some((typed) => typed.trim() === "");
  const button = (
    <ReadyButton
      class="button"
      busy={busy}
      missing={saved ? (untyped ? words.numberMissing : undefined) : en.settings.saveFirst}
      onPress={() => void run()}
    >
      {busy ? words.running : words.run}
    </ReadyButton>
  );
  return (
    <TestFrame
      title={words.title}
      text={
        <>
          {words.text}{" "}
          {receiptAddress === undefined ? (
            !(last !== undefined && TOLD.includes(last.state)) && words.noReceipts
          ) : (
            <>
              {words.receipts} <CopyText name={words.receiptsName} text={receiptAddress} />
            </>
          )}
        </>
      }
      problem={problem}
      outcome={
        last !== undefined && (
          <p class="test-outcome">
            <Mark {...LOOK[last.state]}>{words.states[last.state]}</Mark>{" "}
            <span class="caption">
              {words.lastTo(last.masked, last.provider)} <When at={last.at} seconds />
            </span>{" "}
            {outcomeText(last, carrier, reply)}
          </p>
        )
      }
    >
      {channel === "sms" ? (
        <>
          <div class="field settings-field">
            <label for={id}>{words.number}</label>
            <input
              id={id}
              type="tel"
              autocomplete="tel"
              value={number}
              maxLength={40}
              onInput={(event) => setNumber(event.currentTarget.value)}
            />
          </div>
          <div class="field settings-field">
            <label for={`${id}-again`}>{words.again}</label>
            <input
              id={`${id}-again`}
              type="tel"
              autocomplete="off"
              value={again}
              maxLength={40}
              onInput={(event) => setAgain(event.currentTarget.value)}
            />
          </div>
          <div class="split">{button}</div>
        </>
      ) : (
        <div class="split">
          <span>{words.mailTo(session.agent.email)}</span>
          {button}
        </div>
      )}
    </TestFrame>
  );
}

function outcomeText(
  { state, reason }: Last,
  { receiptAddress = "" }: DeliveryTestCarrier,
  { receiptWithinMs }: DeliveryTestsReply,
): string {
  const minutes = receiptWithinMs / MINUTE_MS;
  switch (state) {
    case "failed":
      return words.failed(reason ?? "");
    case "silent":
      return words.silent(minutes, receiptAddress);
    case "accepted":
      return words.accepted(minutes);
    case "unreported":
      return words.unreported;
    case "unknown":
      return words.unknown;
    default:
      return "";
  }
}
