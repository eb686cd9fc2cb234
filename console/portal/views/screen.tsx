/** Which component draws which screen; a new screen does not compile until it stands here. */
import type { JSX } from "preact";
import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { Approving } from "./approving.tsx";
import { Action } from "./action.tsx";
import { ActionDone } from "./action-done.tsx";
import { ActionWithdrawn } from "./action-withdrawn.tsx";
import { Busy } from "./busy.tsx";
import { Code } from "./code.tsx";
import { Data } from "./data.tsx";
import { Ended } from "./ended.tsx";
import { Holding } from "./holding.tsx";
import { Landing } from "./landing.tsx";
import { MoveCode } from "./move-code.tsx";
import { NoCookies } from "./no-cookies.tsx";
import { NotVerified } from "./not-verified.tsx";
import { NoticePage } from "./notices.tsx";
import { OtherBrowser } from "./other-browser.tsx";
import { OtherWays } from "./other-ways.tsx";
import type { View } from "./parts/view.ts";
import { PersonAsked } from "./person-asked.tsx";
import { Question } from "./question.tsx";
import { Report } from "./report.tsx";
import { Reported } from "./reported.tsx";
import { TimedOut } from "./timed-out.tsx";
import { Verified } from "./verified.tsx";
import { Warning } from "./warning.tsx";

type Of<Name extends PortalScreen["screen"]> = Extract<PortalScreen, { screen: Name }>;
type Painters = { readonly [Name in PortalScreen["screen"]]: (view: View, screen: Of<Name>) => JSX.Element };

const PAINTERS: Painters = {
  landing: (view, screen) => <Landing view={view} screen={screen} />,
  code: (view, screen) => <Code view={view} screen={screen} />,
  question: (view, screen) => <Question view={view} screen={screen} />,
  warning: (view, screen) => <Warning view={view} started={screen.started} />,
  report: (view, screen) => <Report view={view} screen={screen} />,
  reported: (view, screen) => <Reported view={view} at={screen.at} />,
  approving: (view, screen) => <Approving view={view} screen={screen} />,
  holding: (view, screen) => <Holding view={view} screen={screen} />,
  verified: (view, screen) => <Verified view={view} screen={screen} />,
  action: (view, screen) => <Action view={view} screen={screen} />,
  action_done: (view, screen) => <ActionDone view={view} screen={screen} />,
  action_withdrawn: (view, screen) => <ActionWithdrawn view={view} screen={screen} />,
  not_verified: (view, screen) => <NotVerified view={view} screen={screen} />,
  timed_out: (view, screen) => <TimedOut view={view} reference={screen.reference} />,
  person_asked: (view, screen) => <PersonAsked view={view} screen={screen} />,
  other_browser: (view, screen) => <OtherBrowser view={view} pressToken={screen.pressToken} />,
  no_cookies: (view, screen) => <NoCookies view={view} link={screen.link} />,
  move_code: (view, screen) => <MoveCode view={view} screen={screen} />,
  moved: (view) => <NoticePage view={view} notice="moved" />,
  ended: (view) => <Ended view={view} />,
  unknown: (view) => <NoticePage view={view} notice="unknown" />,
  busy: (view) => <Busy view={view} />,
  fault: (view) => <NoticePage view={view} notice="fault" />,
  data: (view, screen) => <Data view={view} keptDays={screen.keptDays} />,
  other_ways: (view) => <OtherWays view={view} />,
};

export function paint<Name extends PortalScreen["screen"]>(view: View, screen: Of<Name> & { screen: Name }) {
  return PAINTERS[screen.screen](view, screen);
}
