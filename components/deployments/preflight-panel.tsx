"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateGlyph, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Preflight } from "#lib/deployments/contract.ts";
import type { ExtJsonProblem } from "#lib/deployments/ext-json.ts";
import type { Template } from "#lib/templates/contract.ts";
import type { DeploymentDraft } from "./use-deployment-draft.ts";
import type { PreflightState } from "./use-preflight.ts";

const blockedShown = 8;

interface PreflightPanelProps {
  draft: DeploymentDraft;
  template: Template | undefined;
  /** The library is on its way. */
  reading: boolean;
  preflight: PreflightState;
  /** Chosen accounts that nothing blocks, as far as is known. */
  ready: number;
  fault: ExtJsonProblem | null;
  sending: boolean;
  error: unknown;
  onStart: () => void;
}

/** What would happen, before anything does; and the button that does it. */
export function PreflightPanel(props: PreflightPanelProps) {
  const { draft, template, reading, preflight, ready, fault, sending, error, onStart } = props;
  const t = useTranslations("deployments.create.preflight");
  const { data, pending } = preflight;
  const chosen = draft.accounts.ids.length;
  const blocked = data?.blocked ?? [];
  const may = template !== undefined && ready > 0 && fault === null && !pending && data !== undefined;
  return (
    <div className="sticky top-5 flex flex-col gap-4">
      <h2 className="text-panel">{t("title")}</h2>
      <ul aria-live="polite" aria-busy={pending} className="flex flex-col gap-3">
        {template ? (
          <Line kind="ok">{t("template", { version: template.version })}</Line>
        ) : reading ? (
          <Line kind="working">{t("readingTemplates")}</Line>
        ) : (
          <Line kind="queued">{t("noTemplate")}</Line>
        )}
        {chosen === 0 ? (
          <Line kind="queued">{t("noAccounts")}</Line>
        ) : data ? (
          <Line kind={pending ? "working" : ready > 0 ? "ok" : "warning"}>{t("ready", { count: ready })}</Line>
        ) : preflight.error ? null : (
          <Line kind="working">{t("checking", { count: chosen })}</Line>
        )}
        {blocked.length > 0 ? (
          <Line kind="warning">
            {t("blocked", { count: blocked.length })}
            <BlockedList blocked={blocked} />
            <Button
              size="small"
              className="mt-2"
              onClick={() => draft.accounts.remove(blocked.map((one) => one.appId))}
            >
              {t("leaveOut", { count: blocked.length })}
            </Button>
          </Line>
        ) : null}
        {draft.goal !== "trial" && data && ready > 0 ? <QuotaLine quota={data.reviewQuota} needed={ready} /> : null}
        <Line kind={fault ? "failed" : "ok"}>
          {fault ? t("fault", { line: fault.line, column: fault.column }) : t("extJson")}
        </Line>
      </ul>
      <p className="border-line border-t pt-3 text-ink-2">{t(`then.${draft.goal}`)}</p>
      {preflight.error ? <ErrorNote error={preflight.error} /> : null}
      {error ? <ErrorNote error={error} /> : null}
      <Button
        look="primary"
        icon={<Upload aria-hidden="true" />}
        loading={sending}
        disabled={!may}
        onClick={onStart}
        className="w-full"
      >
        {ready > 0 && template ? t("start", { count: ready }) : t("startNone")}
      </Button>
    </div>
  );
}

function Line({ kind, children }: { kind: StateKind; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      <StateGlyph kind={kind} className="mt-[3px]" />
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  );
}

function QuotaLine({ quota, needed }: { quota: Preflight["reviewQuota"]; needed: number }) {
  const t = useTranslations("deployments.create.preflight");
  if (!quota) return <Line kind="unknown">{t("quotaUnknown")}</Line>;
  const short = quota.rest < needed;
  return (
    <Line kind={short ? "warning" : "ok"}>
      {t("quota", { rest: quota.rest, limit: quota.limit, needed })}
      {short ? <p className="text-ink-2">{t("quotaShort", { count: needed - quota.rest })}</p> : null}
    </Line>
  );
}

function BlockedList({ blocked }: { blocked: Preflight["blocked"] }) {
  const t = useTranslations("deployments.create.preflight");
  const shown = blocked.slice(0, blockedShown);
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {shown.map((one) => (
        <li key={one.appId}>
          <span className="font-medium">{one.accountName}</span>{" "}
          <span className="text-ink-2">
            {one.reason === "busy" && one.heldBy
              ? t.rich("heldBy", {
                  number: one.heldBy.deploymentNumber,
                  name: one.heldBy.by,
                  time: () => <RelativeTime at={one.heldBy?.since} />,
                })
              : t(`reason.${one.reason}`)}
          </span>
        </li>
      ))}
      {blocked.length > shown.length ? (
        <li className="text-ink-2">{t("blockedMore", { count: blocked.length - shown.length })}</li>
      ) : null}
    </ul>
  );
}
