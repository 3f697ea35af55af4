import * as z from "zod";
import { appId, componentAppId, pageInput, pageOf, procedure, timeMs } from "#lib/core/contract.ts";

export const accountKinds = ["official_account", "mini_program", "both"] as const;

export const invitationStates = [
  "created",
  "opened",
  "choosing",
  "authorized",
  "wrong_account",
  "expired",
  "cancelled",
] as const;
export type InvitationState = (typeof invitationStates)[number];

/** Named lists of permission sets, offered when an invitation is made. */
export const permissionPreset = z.object({
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  accountKind: z.enum(accountKinds),
  permissionSetIds: z.array(z.int()),
});

export const invitation = z.object({
  id: z.string(),
  code: z.string(),
  componentAppId,
  platformName: z.string(),
  merchantReference: z.string(),
  merchantName: z.string().nullable(),
  accountKind: z.enum(accountKinds),
  fixedAppId: appId.nullable(),
  presetId: z.string().nullable(),
  presetName: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** Null: whatever the platform has published. */
  permissionSetIds: z.array(z.int()).nullable(),
  state: z.enum(invitationStates),
  createdBy: z.string(),
  createdAt: timeMs,
  expiresAt: timeMs,
  openedAt: timeMs.nullable(),
  openedOn: z.enum(["pc", "phone", "page"]).nullable(),
  /** When the pre-authorization code of the open page runs out. */
  choosingUntil: timeMs.nullable(),
  authorizedAt: timeMs.nullable(),
  /** The account that authorized; with wrong_account, the one that should not have. */
  account: z.object({ appId, name: z.string(), logoUrl: z.string().nullable() }).nullable(),
  cancelledAt: timeMs.nullable(),
  links: z.object({ page: z.string(), pc: z.string(), phone: z.string() }),
  /** Demo only: the simulator's phone for this invitation. */
  phoneUrl: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitation>;

export const createInvitationInput = z.object({
  componentAppId: componentAppId.optional(),
  merchantReference: z.string().trim().min(1).max(64),
  merchantName: z.string().trim().max(60).optional(),
  accountKind: z.enum(accountKinds),
  fixedAppId: appId.optional(),
  presetId: z.string().max(40).optional(),
  /** 1 hour to 30 days. */
  expiresInHours: z.int().min(1).max(720).default(168),
});
export type CreateInvitationInput = z.infer<typeof createInvitationInput>;

/** A signed authorization that matches no invitation of ours; staff may claim it. */
export const unclaimedGrant = z.object({
  id: z.string(),
  componentAppId,
  appId,
  accountName: z.string().nullable(),
  receivedAt: timeMs,
  reason: z.enum(["no_invitation", "invitation_ended", "wrong_account"]),
});

export const invitationFilter = z.object({
  state: z.enum([...invitationStates, "open", "ended"]).optional(),
  search: z.string().trim().max(64).optional(),
});

const byId = z.object({ id: z.string().max(64) });

export const invitationsContract = {
  list: procedure("invitations.read")
    .route({ method: "GET", path: "/invitations" })
    .input(pageInput.extend(invitationFilter.shape))
    .output(pageOf(invitation)),
  get: procedure("invitations.read").route({ method: "GET", path: "/invitations/{id}" }).input(byId).output(invitation),
  create: procedure("invitations.create")
    .route({ method: "POST", path: "/invitations", successStatus: 201 })
    .input(createInvitationInput)
    .output(invitation),
  cancel: procedure("invitations.cancel")
    .route({ method: "POST", path: "/invitations/{id}/cancel" })
    .input(byId)
    .output(invitation),
  /** SVG of the QR code that leads to the merchant's page. */
  qr: procedure("invitations.read")
    .route({ method: "GET", path: "/invitations/{id}/qr" })
    .input(byId)
    .output(z.object({ svg: z.string() })),
  presets: procedure("invitations.read")
    .route({ method: "GET", path: "/invitation-presets" })
    .output(z.array(permissionPreset)),
  unclaimed: procedure("invitations.read")
    .route({ method: "GET", path: "/unclaimed-grants" })
    .output(z.array(unclaimedGrant)),
  claim: procedure("invitations.claim")
    .route({ method: "POST", path: "/unclaimed-grants/{id}/claim" })
    .input(byId.extend({ merchantReference: z.string().trim().min(1).max(64) }))
    .output(z.object({ appId })),
};
