/** What did not go out: why in words, and to try again or to give up with a reason. */
import { useState } from "preact/hooks";
import type { DeliveryRow } from "../../../workers/contract/console/delivery.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { readDelivery } from "../frame/endpoints.ts";
import { count } from "../frame/format.ts";
import { useFeedChange, useMedia, useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { PageHead } from "../frame/shell.tsx";
import { ConnectionsCard } from "./connections-card.tsx";
import { DeliveryCards, DeliveryTable, whatOf } from "./delivery-rows.tsx";
import { useActs, type ActState } from "./use-acts.ts";

const words = en.delivery;
const SHORTEST_REASON = 3;

export function DeliveryPage() {
  const { api } = useApp();
  const resource = useResource("delivery", (signal) => readDelivery(api, signal));
  const acts = useActs(resource.reload);
  const narrow = useMedia("(width < 860px)");
  useFeedChange(() => resource.reload());
  return (
    <div class="page">
      <PageHead
        actions={
          <button type="button" class="button quiet" onClick={resource.reload}>
            <Icon name="refresh" />
            {words.refresh}
          </button>
        }
      >
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body">
        <ConnectionsCard turn={resource.readAt} />
        <ResourcePage resource={resource} rows={6}>
          {({ items }) => (
            <section class="card delivery">
              <h2 class="card-head split">
                <span>{words.listTitle}</span>
                <span class="muted figure">{count(items.length)}</span>
              </h2>
              <ProblemLine problem={acts.problem} />
              {items.length === 0 ? (
                <EmptyState icon="checkCircle" title={words.emptyTitle} text={words.emptyText} />
              ) : narrow ? (
                <DeliveryCards items={items} acts={acts} />
              ) : (
                <DeliveryTable items={items} acts={acts} />
              )}
            </section>
          )}
        </ResourcePage>
        <p class="caption">{words.text}</p>
      </div>
      {acts.asking !== undefined && <DiscardDialog item={acts.asking} acts={acts} />}
    </div>
  );
}

function DiscardDialog({ item, acts }: { item: DeliveryRow; acts: ActState }) {
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= SHORTEST_REASON;
  const close = (): void => acts.ask(undefined);
  return (
    <Dialog title={words.discardTitle} closeLabel={en.common.close} onClose={close}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) acts.discard(item, reason.trim());
        }}
      >
        <p>
          <b>{whatOf(item)}</b>. {words.discardText}
        </p>
        <label class="field">
          {words.discardReason}
          <input autofocus maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={close}>
            {words.keep}
          </button>
          <ReadyButton
            class="button primary danger"
            busy={acts.busy}
            missing={ready ? undefined : en.common.sayWhy(SHORTEST_REASON)}
          >
            {words.discard}
          </ReadyButton>
        </div>
      </form>
    </Dialog>
  );
}
