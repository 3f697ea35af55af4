"use client";

import { Ellipsis, PanelRight, QrCode, RotateCw, SendHorizontal, SkipForward, Undo2, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "#components/ui/menu.tsx";
import type { Target } from "#lib/deployments/contract.ts";
import type { DeploymentAddress } from "./use-deployment-address.ts";
import type { TargetAction } from "./words.ts";

/** The page's address by context: columns that hold it would change with it, and lose the focus each time. */
export const AddressContext = createContext<DeploymentAddress | null>(null);

function useAddress(): DeploymentAddress {
  const address = useContext(AddressContext);
  if (!address) throw new Error("useAddress outside of AddressContext");
  return address;
}

export const actionIcons: Record<TargetAction, ReactNode> = {
  retry: <RotateCw aria-hidden="true" />,
  release: <Upload aria-hidden="true" />,
  submit: <SendHorizontal aria-hidden="true" />,
  skip: <SkipForward aria-hidden="true" />,
  roll_back: <Undo2 aria-hidden="true" />,
  withdraw: <Undo2 aria-hidden="true" />,
};

/** What a person most likely wants, first. */
export const actionOrder = [
  "retry",
  "release",
  "submit",
  "roll_back",
  "skip",
  "withdraw",
] as const satisfies TargetAction[];

const irreversible: readonly TargetAction[] = ["skip", "withdraw", "roll_back"];

/** The likeliest action as a word, the rest in a menu; all of the server's choosing. */
export function TargetActions({ target }: { target: Target }) {
  const t = useTranslations("deployments");
  const address = useAddress();
  const first = actionOrder.find((action) => target.actions.includes(action));
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {first ? (
        <Button
          look="link"
          size="small"
          onClick={() => address.ask(first, target.appId)}
          aria-label={t("do.ofAccount", { action: t(`do.${first}`), name: target.accountName })}
        >
          {t(`do.${first}`)}
        </Button>
      ) : null}
      <TargetMenu target={target} />
    </span>
  );
}

export function TargetMenu({ target }: { target: Target }) {
  const t = useTranslations("deployments");
  const address = useAddress();
  return (
    <Menu trigger={<IconButton size="small" label={t("moreOf", { name: target.accountName })} icon={<Ellipsis />} />}>
      <MenuItem icon={<PanelRight aria-hidden="true" />} onSelect={() => address.open({ target: target.appId })}>
        {t("details")}
      </MenuItem>
      {target.trialQr ? (
        <MenuItem icon={<QrCode aria-hidden="true" />} onSelect={() => address.open({ qr: target.appId })}>
          {t("qr.show")}
        </MenuItem>
      ) : null}
      {target.actions.length > 0 ? <MenuLine /> : null}
      {actionOrder
        .filter((action) => target.actions.includes(action))
        .map((action) => (
          <MenuItem
            key={action}
            icon={actionIcons[action]}
            irreversible={irreversible.includes(action)}
            onSelect={() => address.ask(action, target.appId)}
          >
            {t(`do.${action}`)}
          </MenuItem>
        ))}
    </Menu>
  );
}
