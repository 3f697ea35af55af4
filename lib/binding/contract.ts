import * as z from "zod";
import { appId, procedure, timeMs } from "#lib/core/contract.ts";

/** `unknown` covers never asked, missing permission and a failed question; never shown as unbound. */
export const bindingStates = ["bound", "bound_id_unknown", "unbound", "unknown"] as const;
export type BindingState = (typeof bindingStates)[number];

export const unknownReasons = ["not_asked", "permission_missing", "failed", "revoked"] as const;

export const binding = z.object({
  appId,
  state: z.enum(bindingStates),
  openAppId: appId.nullable(),
  unknownReason: z.enum(unknownReasons).nullable(),
  /** The set that would answer: 24 or 25. */
  missingPermissionSetId: z.int().nullable(),
  askedAt: timeMs.nullable(),
  askedWith: z.enum(["open/get", "open/have"]).nullable(),
  errcode: z.int().nullable(),
  rid: z.string().nullable(),
  /** Other accounts of ours under the same open account: the same UnionID. */
  siblings: z.array(
    z.object({ appId, name: z.string(), logoUrl: z.string().nullable(), kind: z.string(), askedAt: timeMs.nullable() }),
  ),
  siblingCount: z.int(),
});
export type Binding = z.infer<typeof binding>;

const one = z.object({ appId });

export const bindingContract = {
  get: procedure("binding.read").route({ method: "GET", path: "/accounts/{appId}/binding" }).input(one).output(binding),
  /** Asks WeChat now. */
  ask: procedure("binding.ask")
    .route({ method: "POST", path: "/accounts/{appId}/binding/ask" })
    .input(one)
    .output(binding),
};
