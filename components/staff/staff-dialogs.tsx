"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Role } from "#lib/core/contract.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import type { Member, StaffInvitation, StaffRow } from "./staff-rows.ts";
import { useDisableMember, useSetRole, useWithdrawInvitation } from "./use-change-member.ts";
import type { StaffAddress } from "./use-staff-address.ts";

/** The dialog that the address names, for those who may. */
export function StaffDialogs({ rows, address }: { rows: readonly StaffRow[]; address: StaffAddress }) {
  const { dialog, who, become } = address.state;
  const row = rows.find((one) => one.id === who);
  if (dialog === "invite")
    return (
      <InviteDialog
        key={who ?? "new"}
        again={row?.kind === "invitation" ? row.invitation : null}
        onClose={address.close}
      />
    );
  if (dialog === "withdraw" && row?.kind === "invitation")
    return <WithdrawDialog invitation={row.invitation} onClose={address.close} />;
  if (dialog === "disable" && row?.kind === "member")
    return <DisableDialog member={row.member} onClose={address.close} />;
  if (dialog === "role" && row?.kind === "member" && become !== null)
    return <RoleDialog member={row.member} role={become} onClose={address.close} />;
  return null;
}

interface Closing {
  onClose: () => void;
}

function DisableDialog({ member, onClose }: Closing & { member: Member }) {
  const t = useTranslations("staff.list");
  const disable = useDisableMember(onClose);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={t("disableTitle", { name: member.name })}
      description={t("disableText")}
      confirmLabel={t("disableConfirm")}
      loading={disable.isPending}
      error={disable.error}
      onConfirm={() => disable.mutate({ id: member.id })}
    />
  );
}

function WithdrawDialog({ invitation, onClose }: Closing & { invitation: StaffInvitation }) {
  const t = useTranslations("staff.list");
  const withdraw = useWithdrawInvitation(onClose);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={t("withdrawTitle", { email: invitation.email })}
      description={t("withdrawText")}
      confirmLabel={t("withdraw")}
      cancelLabel={t("withdrawKeep")}
      loading={withdraw.isPending}
      error={withdraw.error}
      onConfirm={() => withdraw.mutate({ id: invitation.id })}
    />
  );
}

function RoleDialog({ member, role, onClose }: Closing & { member: Member; role: Role }) {
  const t = useTranslations("staff.list");
  const roleName = useTranslations("staff.roles");
  const roleNote = useTranslations("staff.roleNotes");
  const setRole = useSetRole({ asked: true, onDone: onClose });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      irreversible={false}
      title={t("roleTitle", { name: member.name, role: roleName(role) })}
      description={t("roleText", { note: roleNote(role) })}
      confirmLabel={t("roleConfirm", { role: roleName(role) })}
      loading={setRole.isPending}
      error={setRole.error}
      onConfirm={() => setRole.mutate({ id: member.id, role })}
    />
  );
}
