"use client";

import { useMe } from "#components/shell/me.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { ConnectDemoDialog } from "./connect-demo-dialog.tsx";
import { ConnectFormDialog } from "./connect-form-dialog.tsx";

export interface ConnectDialogProps {
  platforms: readonly Platform[];
  /** The platform whose secrets are replaced; null for a new one. */
  replaced: Platform | null;
  onClose: () => void;
}

/** Connects a platform. While WeChat is simulated a real secret has no business here, so the way out is told. */
export function ConnectDialog(props: ConnectDialogProps) {
  const me = useMe();
  if (!me) return null;
  return me.demo ? <ConnectDemoDialog onClose={props.onClose} /> : <ConnectFormDialog {...props} />;
}
