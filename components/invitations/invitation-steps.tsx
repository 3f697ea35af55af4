"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useSecondsNow } from "#components/ui/now.tsx";
import { useMoment } from "#components/ui/relative-time.tsx";
import { type Step, Stepper } from "#components/ui/stepper.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";

/** Created → opened → choosing → authorized → matched; an end before that takes the place of what was next. */
export function InvitationSteps({ invitation, arrived }: { invitation: Invitation; arrived: boolean }) {
  const t = useTranslations("invitations.one");
  const clock = useClockTime();
  const { state } = invitation;
  const done = state === "authorized";
  const opened = invitation.openedAt !== null;
  const chosen = done || state === "wrong_account";
  const ended = state === "expired" || state === "cancelled";

  const steps: Step[] = [
    {
      key: "created",
      label: t("steps.created"),
      detail: t("createdNote", { time: clock(invitation.createdAt), name: invitation.createdBy }),
      state: "done",
    },
    {
      key: "opened",
      label: t("steps.opened"),
      state: opened || chosen ? "done" : ended ? "todo" : "current",
      detail:
        invitation.openedAt === null
          ? null
          : t(`openedOn.${invitation.openedOn ?? "page"}`, { time: clock(invitation.openedAt) }),
    },
    {
      key: "choosing",
      label: t("steps.choosing"),
      state: chosen ? "done" : state === "choosing" ? "current" : opened && !ended ? "current" : "todo",
      detail: state === "choosing" ? <ChoosingLeft until={invitation.choosingUntil} /> : null,
    },
    {
      key: "authorized",
      label: state === "wrong_account" ? t("steps.wrong") : t("steps.authorized"),
      state: done ? "done" : state === "wrong_account" ? "failed" : "todo",
      detail: invitation.authorizedAt === null ? null : clock(invitation.authorizedAt),
    },
    {
      key: "matched",
      label: ended ? t(`steps.${state}`) : t("steps.matched"),
      state: done ? "done" : ended ? "failed" : "todo",
      detail:
        done && invitation.account ? (
          <Link href={`/accounts/${invitation.account.appId}`} className="text-bronze hover:text-bronze-hover">
            {invitation.account.name}
          </Link>
        ) : null,
    },
  ];
  return <Stepper label={t("stepsLabel")} steps={steps} sealed={!ended} closing={arrived} />;
}

/** How long WeChat's page stays usable; afterwards opening the link again makes a new code. */
function ChoosingLeft({ until }: { until: number | null }) {
  const t = useTranslations("invitations.one");
  const now = useSecondsNow();
  if (until === null) return null;
  const seconds = Math.floor((until - now) / 1_000);
  if (seconds <= 0) return t("choosingRenewed");
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return <span suppressHydrationWarning>{t("choosingLeft", { left })}</span>;
}

/** The time of day within a day, else with its date: steps are minutes apart. */
function useClockTime(): (at: number) => string {
  const format = useFormatter();
  const moment = useMoment();
  return (at) =>
    Math.abs(Date.now() - at) < 12 * 3_600_000
      ? format.dateTime(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      : moment.absolute(at);
}
