"use client";

import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import { useChangeDeployment } from "./use-change-deployment.ts";
import type { AskAction, DeploymentAddress } from "./use-deployment-address.ts";
import { useTarget } from "./use-target.ts";
import type { TargetSelection } from "./use-target-selection.ts";
import { countIn, type TargetState } from "./words.ts";

/** More targets than this are confirmed by typing how many. */
const typedAbove = 50;

const affected: Record<AskAction, readonly TargetState[]> = {
  cancel: ["queued", "preflight", "committing", "scanning", "committed", "submitting"],
  retry: ["failed", "rejected", "withdrawn"],
  skip: ["queued", "preflight", "scanning", "committed", "approved", "failed", "rejected", "withdrawn"],
  submit: ["committed"],
  withdraw: ["reviewing", "delayed"],
  release: ["approved"],
  roll_back: ["released"],
};

const undoable: readonly AskAction[] = ["retry", "submit"];

interface AskDialogProps {
  deployment: Deployment;
  address: DeploymentAddress;
  selection: TargetSelection;
}

/** Asks before anything is decided for one target, the chosen ones, or all whose state allows it. */
export function AskDialog(props: AskDialogProps) {
  const { ask } = props.address.state;
  const mayControl = useMay("deployments.control");
  const mayRelease = useMay("deployments.release");
  const may = ask === "release" || ask === "roll_back" ? mayRelease : mayControl;
  return ask && may ? <Question {...props} action={ask} /> : null;
}

function Question({ deployment, address, selection, action }: AskDialogProps & { action: AskAction }) {
  const t = useTranslations("deployments");
  const change = useChangeDeployment();
  const whom = address.state.for;
  const single = whom !== null && whom !== "selected" ? whom : null;
  const { target } = useTarget(deployment.id, single);
  const chosen =
    whom === "selected"
      ? selection.targets.filter((one) => (one.actions as readonly AskAction[]).includes(action))
      : target
        ? [target]
        : [];
  const all = whom === null;
  const count = all ? countIn(deployment.counts, affected[action]) : chosen.length;
  // A shared address may ask for rows that are not chosen here, or that have gone on since.
  if (!all && count === 0) return null;

  const [first] = chosen;
  const name = chosen.length === 1 && first ? first.accountName : null;
  const values = { count, version: deployment.version, number: deployment.number };
  const inReview = countIn(deployment.counts, ["reviewing", "delayed", "approved"]);
  const { reviewQuota } = deployment;
  const notes = [
    action === "submit" && reviewQuota ? t("ask.quota", { rest: reviewQuota.rest, limit: reviewQuota.limit }) : null,
    action === "cancel" && inReview > 0 ? t("ask.cancelInReview", { count: inReview }) : null,
  ].filter((note) => note !== null);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? null : address.answer())}
      title={name ? t(`ask.${action}.titleOne`, { ...values, name }) : t(`ask.${action}.title`, values)}
      description={t(`ask.${action}.text`, values)}
      confirmLabel={t(`ask.${action}.confirm`, values)}
      cancelLabel={action === "cancel" ? t("ask.cancel.keep") : undefined}
      typed={count > typedAbove && action !== "retry" ? String(count) : undefined}
      irreversible={!undoable.includes(action) && action !== "release"}
      loading={change.isPending}
      error={change.error}
      onConfirm={() =>
        change.mutate(
          { id: deployment.id, verb: action, ...(all ? {} : { targetIds: chosen.map((one) => one.id) }) },
          {
            onSuccess: () => {
              toast.done(t(`ask.${action}.done`, values));
              if (whom === "selected") selection.set(new Set());
              address.answer();
            },
          },
        )
      }
    >
      {notes.length > 0 ? (
        <ul className="flex flex-col gap-1 text-ink-2">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </ConfirmDialog>
  );
}
