/** Which component draws which screen of a person's own page. */
import type { JSX } from "preact";
import type { MeDone, MeProblem, MeScreen } from "../../../workers/contract/me.ts";
import { Icon } from "../views/parts/icons.tsx";
import { Heading } from "../views/parts/furniture.tsx";
import { NotMe } from "./not-me.tsx";
import { OwnPage } from "./own-page.tsx";
import { SignIn } from "./sign-in.tsx";
import { Stop } from "./stop.tsx";
import type { MeView } from "./view.ts";

export function paintMe(view: MeView, screen: MeScreen): JSX.Element {
  switch (screen.screen) {
    case "sign_in":
      return (
        <>
          <SaidProblem view={view} problem={screen.problem} />
          <SignIn view={view} providers={screen.providers} anew={screen.problem === "step_up"} />
        </>
      );
    case "page":
      return (
        <>
          <SaidProblem view={view} problem={screen.problem} />
          <SaidDone view={view} done={screen.done} />
          <OwnPage view={view} {...screen} />
        </>
      );
    case "not_me":
      return <NotMe view={view} screen={screen} />;
    case "stop":
      return <Stop view={view} screen={screen} />;
    case "busy":
    case "fault":
      return <Notice view={view} notice={screen.screen} />;
  }
}

function SaidProblem({ view, problem }: { readonly view: MeView; readonly problem: MeProblem | undefined }) {
  return problem === undefined ? null : (
    <div class="box warn" role="alert">
      <Icon name="warn" />
      <p>{view.copy.me.problems[problem]}</p>
    </div>
  );
}

function SaidDone({ view, done }: { readonly view: MeView; readonly done: MeDone | undefined }) {
  return done === undefined ? null : (
    <div class="box info" role="status">
      <Icon name="check" />
      <p>{view.copy.me.done[done]}</p>
    </div>
  );
}

function Notice({ view, notice }: { readonly view: MeView; readonly notice: "busy" | "fault" }) {
  const { heading, text } = view.copy.me[notice];
  return (
    <>
      <Heading>{heading}</Heading>
      <p>{text}</p>
    </>
  );
}
