"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useMe } from "#components/shell/me.tsx";
import { cn } from "#components/ui/cn.ts";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import { State, type StateKind } from "#components/ui/state-glyph.tsx";
import { StaffMenu } from "./staff-menu.tsx";
import type { StaffRow } from "./staff-rows.ts";

/** A round tile with the first letter. Decorative: the name stands beside it. */
function Avatar({ name, size = 20 }: { name: string; size?: 20 | 32 }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "flex shrink-0 items-center justify-center rounded-full bg-line font-medium",
        size === 20 ? "size-5 text-meta" : "size-8",
      )}
    >
      {[...name][0]?.toUpperCase()}
    </span>
  );
}

const emailOf = (row: StaffRow) => (row.kind === "member" ? row.member.email : row.invitation.email);

function NameCell({ row }: { row: StaffRow }) {
  const t = useTranslations("staff.list");
  const me = useMe();
  if (row.kind === "invitation")
    return <span className="text-ink-2">{t("invitedBy", { name: row.invitation.createdBy })}</span>;
  const { name, id } = row.member;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar name={name} />
      <span className="min-w-0 truncate font-medium">{name}</span>
      {me?.id === id ? <span className="text-ink-2">{t("you")}</span> : null}
    </span>
  );
}

function StateCell({ row, reversed = false }: { row: StaffRow; reversed?: boolean }) {
  const t = useTranslations("staff.list.state");
  const duration = useDuration();
  const now = useNowMs();
  const [kind, word]: [StateKind, string] =
    row.kind === "member"
      ? row.member.state === "active"
        ? ["ok", t("active")]
        : ["cancelled", t("disabled")]
      : row.invitation.state === "open"
        ? ["waiting", t("invited", { duration: duration(row.invitation.expiresAt - now) })]
        : ["expired", t("expired")];
  return (
    <State kind={kind} reversed={reversed}>
      <span suppressHydrationWarning>{word}</span>
    </State>
  );
}

/** The table's columns, in the order of looking. */
export function useStaffColumns(mayManage: boolean): TableColumn<StaffRow>[] {
  const t = useTranslations("staff.list");
  const roleName = useTranslations("staff.roles");
  const roleNote = useTranslations("staff.roleNotes");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the translators of roles follow the language, as t does
  return useMemo(() => {
    const roleOf = (row: StaffRow) => (row.kind === "member" ? row.member.role : row.invitation.role);
    const columns: TableColumn<StaffRow>[] = [
      { id: "name", header: t("columns.name"), className: "max-w-64", cell: (row) => <NameCell row={row} /> },
      { id: "email", header: t("columns.email"), className: "max-w-72 truncate", cell: emailOf },
      {
        id: "role",
        header: t("columns.role"),
        cell: (row) => (
          <span className="flex items-baseline gap-2">
            {roleName(roleOf(row))}
            <span className="truncate text-ink-2 text-meta max-wide:hidden">{roleNote(roleOf(row))}</span>
          </span>
        ),
      },
      { id: "state", header: t("columns.state"), cell: (row) => <StateCell row={row} /> },
      {
        id: "seen",
        header: t("columns.seen"),
        align: "end",
        className: "text-ink-2",
        cell: (row) => (row.kind === "member" ? <RelativeTime at={row.member.lastSeenAt} /> : null),
      },
    ];
    if (mayManage)
      columns.push({
        id: "actions",
        header: <span className="sr-only">{t("columns.actions")}</span>,
        align: "end",
        width: "72px",
        cell: (row) => <StaffMenu row={row} />,
      });
    return columns;
  }, [t, mayManage]);
}

/** The same row as two lines, for a phone. */
export function useCompactStaff(mayManage: boolean): (row: StaffRow) => CompactRow {
  const roleName = useTranslations("staff.roles");
  return (row) => {
    const isMember = row.kind === "member";
    return {
      logo: <Avatar name={isMember ? row.member.name : row.invitation.email} size={32} />,
      title: isMember ? row.member.name : row.invitation.email,
      end: mayManage ? <StaffMenu row={row} /> : <StateCell row={row} reversed />,
      meta: [
        roleName(isMember ? row.member.role : row.invitation.role),
        mayManage ? <StateCell key="state" row={row} /> : null,
        isMember ? row.member.email : null,
      ],
    };
  };
}
