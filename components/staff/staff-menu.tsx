"use client";

import { Ellipsis, MailPlus, Undo2, UserCheck, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "#components/shell/me.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuChoices, MenuItem, MenuLine } from "#components/ui/menu.tsx";
import type { Role } from "#lib/core/contract.ts";
import type { Member, StaffInvitation, StaffRow } from "./staff-rows.ts";
import { useEnableMember, useSetRole } from "./use-change-member.ts";
import { useStaffAddress } from "./use-staff-address.ts";
import { roles } from "./words.ts";

/** What an administrator may do to a member or an invitation; owners are changed by owners only. */
export function StaffMenu({ row }: { row: StaffRow }) {
  return row.kind === "member" ? <MemberMenu member={row.member} /> : <InvitationMenu invitation={row.invitation} />;
}

function MemberMenu({ member }: { member: Member }) {
  const t = useTranslations("staff.list");
  const roleName = useTranslations("staff.roles");
  const me = useMe();
  const address = useStaffAddress();
  const setRole = useSetRole({ asked: false });
  const enable = useEnableMember();
  const owner = me?.role === "owner";
  const self = me?.id === member.id;
  if (member.role === "owner" && !owner) return null;
  const choose = (role: Role) => {
    if (role === member.role) return;
    // Becoming an owner, ceasing to be one, and changing oneself deserve a question.
    if (role === "owner" || member.role === "owner" || self)
      address.open({ dialog: "role", who: member.id, become: role });
    else setRole.mutate({ id: member.id, role });
  };
  return (
    <Menu
      trigger={
        <IconButton
          size="small"
          label={t("moreOf", { name: member.name })}
          icon={<Ellipsis />}
          loading={setRole.isPending || enable.isPending}
        />
      }
    >
      <MenuChoices
        label={t("columns.role")}
        value={member.role}
        onChange={(value) => choose(roles.find((role) => role === value) ?? member.role)}
        options={roles
          .filter((role) => owner || role !== "owner")
          .map((role) => ({ value: role, label: roleName(role) }))}
      />
      {self ? null : (
        <>
          <MenuLine />
          {member.state === "active" ? (
            <MenuItem
              irreversible
              icon={<UserX aria-hidden="true" />}
              onSelect={() => address.open({ dialog: "disable", who: member.id })}
            >
              {t("disable")}
            </MenuItem>
          ) : (
            <MenuItem icon={<UserCheck aria-hidden="true" />} onSelect={() => enable.mutate({ id: member.id })}>
              {t("enable")}
            </MenuItem>
          )}
        </>
      )}
    </Menu>
  );
}

function InvitationMenu({ invitation }: { invitation: StaffInvitation }) {
  const t = useTranslations("staff.list");
  const address = useStaffAddress();
  return (
    <Menu trigger={<IconButton size="small" label={t("moreOf", { name: invitation.email })} icon={<Ellipsis />} />}>
      <MenuItem
        icon={<MailPlus aria-hidden="true" />}
        onSelect={() => address.open({ dialog: "invite", who: invitation.id })}
      >
        {t("newLink")}
      </MenuItem>
      {invitation.state === "open" ? (
        <MenuItem
          irreversible
          icon={<Undo2 aria-hidden="true" />}
          onSelect={() => address.open({ dialog: "withdraw", who: invitation.id })}
        >
          {t("withdraw")}
        </MenuItem>
      ) : null}
    </Menu>
  );
}
