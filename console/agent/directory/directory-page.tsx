/** Settings > Directory: people from a file, seen before anything is written, and taken back for seven days. */
import { useState } from "preact/hooks";
import type { ImportReply } from "../../../workers/contract/console/people.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { useApp } from "../frame/app-context.ts";
import { readImports } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { PageHead } from "../frame/shell.tsx";
import { saveFile } from "../verifications/export-csv.ts";
import { ColumnsCard } from "./columns-card.tsx";
import { HistoryCard } from "./history-card.tsx";
import { Counts, PreviewCard, type PreviewProps } from "./preview-card.tsx";
import { Reasons } from "./reasons.tsx";
import { useImport, type FileTrouble, type ImportState, type Stage } from "./use-import.ts";

const words = en.directory;

export function DirectoryPage() {
  const { api } = useApp();
  const resource = useResource("imports", (signal) => readImports(api, signal));
  const state = useImport(resource.reload);
  return (
    <div class="page">
      <PageHead>
        <Crumb to={pathTo.settings} text={en.settings.title} />
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body directory-body">
        <ResourcePage resource={resource} rows={6}>
          {({ imports, people, ...baseline }) => (
            <>
              <p class="caption">
                {words.text} {words.inDirectory(people)}
              </p>
              <StageCard state={state} {...baseline} />
              <Reasons problems={state.problems} more={state.moreProblems} />
              <HistoryCard imports={imports} state={state} />
            </>
          )}
        </ResourcePage>
      </div>
    </div>
  );
}

function StageCard({ state, ...baseline }: Omit<PreviewProps, "record">) {
  const { stage } = state;
  switch (stage.type) {
    case "idle":
    case "reading":
      return <ChooseCard state={state} stage={stage} />;
    case "mapping":
      return <ColumnsCard file={stage.file} mapping={stage.mapping} state={state} />;
    case "running":
      return <ProgressCard stage={stage} state={state} />;
    case "compared":
      return <PreviewCard key={stage.record.id} record={stage.record} state={state} {...baseline} />;
    case "done":
      return <DoneCard record={stage.record} state={state} />;
  }
}

const SAMPLE =
  "Id,Email,Full name,Department,City,Country,Manager,Mobile phone,Private email,Privileged,Start date\r\n" +
  "1001,helen.okafor@example.com,Helen Okafor,Finance,London,GB,,+44 7400 123401,helen@mailbox.example,no,2018-02-01\r\n" +
  "1002,dana.ruiz@example.com,Dana Ruiz,Finance,London,GB,helen.okafor@example.com,+44 7400 123402,,no,2021-04-19\r\n";

function troubleText({ is, row }: FileTrouble): string {
  const text = is === "other_file" ? words.choose.other : words.problems[is];
  return row === undefined ? text : `${text} ${words.problemAt(row)}`;
}

function ChooseCard({ state, stage }: { state: ImportState; stage: Extract<Stage, { type: "idle" | "reading" }> }) {
  const [over, setOver] = useState(false);
  const reading = stage.type === "reading";
  return (
    <section class="card directory">
      <h2 class="card-head">{words.choose.title}</h2>
      <div
        class={over ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer?.files[0];
          if (file !== undefined && !reading) state.choose(file);
        }}
      >
        <p>{stage.wanted === undefined ? words.choose.text : words.choose.same(stage.wanted.fileName)}</p>
        <div class="acts">
          <label class={reading ? "button primary busy" : "button primary"}>
            <input
              type="file"
              class="hidden"
              accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
              disabled={reading}
              onChange={({ currentTarget }) => {
                const file = currentTarget.files?.[0];
                currentTarget.value = "";
                if (file !== undefined) state.choose(file);
              }}
            />
            {reading ? words.choose.reading : words.choose.button}
          </label>
          <span class="caption wide-only">{words.choose.drop}</span>
          <button
            type="button"
            class="button quiet"
            onClick={() => saveFile(new Blob([SAMPLE], { type: "text/csv;charset=utf-8" }), "people-sample.csv")}
          >
            <Icon name="download" />
            {words.choose.sample}
          </button>
        </div>
        <div role="alert">
          {state.trouble !== undefined && (
            <p class="notice tone-bad">
              <Icon name="octagonX" />
              <span>{troubleText(state.trouble)}</span>
            </p>
          )}
        </div>
        <ProblemLine problem={state.problem} />
      </div>
    </section>
  );
}

function ProgressCard({ stage, state }: { stage: Extract<Stage, { type: "running" }>; state: ImportState }) {
  const label = words.progress[stage.work];
  const measured = stage.total > 0;
  return (
    <section class="card directory" aria-live="polite">
      <h2 class="card-head">{label}</h2>
      <div class="card-text stack">
        <progress aria-label={label} {...(measured ? { max: stage.total, value: stage.done } : {})} />
        {measured && <span class="caption figure">{words.progress.of(stage.done, stage.total)}</span>}
        {stage.work !== "undoing" && (
          <div class="acts">
            <button type="button" class="button" onClick={state.stop}>
              {words.progress.stop}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}

function DoneCard({ record, state }: { record: ImportReply; state: ImportState }) {
  return (
    <section class="card directory">
      <h2 class="card-head">{words.done.title}</h2>
      <div class="card-text stack">
        <p class="notice tone-ok" role="status">
          <Icon name="checkCircle" />
          <span>{words.done.text(record.tally)}</span>
        </p>
        <Counts record={record} />
        <div class="acts">
          <button type="button" class="button" onClick={state.reset}>
            {words.done.another}
          </button>
        </div>
      </div>
    </section>
  );
}
