import QRCode from "qrcode";
import type * as z from "zod";
import type { Context } from "#lib/core/context.ts";
import type { pageInput } from "#lib/core/contract.ts";
import { AppError } from "#lib/core/errors.ts";
import { fold } from "#lib/core/grams.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Invitation, invitationFilter } from "./contract.ts";
import { describeInvitation, describeInvitations, linksOf } from "./describe-invitation.ts";
import { authorizationError } from "./errors.ts";
import { presets } from "./presets.ts";
import { countInvitations, type InvitationQuery, readInvitation, readInvitations } from "./store.ts";

const countCap = 1_000;

/** One page of invitations, the newest first; the total is counted up to 1,000. */
export async function listInvitations(
  ctx: Context,
  input: z.output<typeof pageInput> & z.output<typeof invitationFilter>,
) {
  requirePermission(ctx, "invitations.read");
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const backwards = input.direction === "previous" && after !== undefined;
  const query: InvitationQuery = {
    ...(input.state && { state: input.state }),
    ...(input.search && { search: fold(input.search) }),
    ...(after && { after }),
    nowMs: ctx.clock.now(),
    backwards,
    limit: input.limit + 1,
  };
  const found = await readInvitations(ctx.store, query);
  const total = await countInvitations(ctx.store, query, countCap + 1);
  const more = found.length > input.limit;
  const rows = found.slice(0, input.limit);
  if (backwards) rows.reverse();
  const cursorOf = (row: (typeof rows)[number] | undefined) =>
    row ? Buffer.from(`${row.createdAt} ${row.id}`).toString("base64url") : null;
  return {
    items: await describeInvitations(ctx, rows),
    nextCursor: backwards || more ? cursorOf(rows.at(-1)) : null,
    previousCursor: (backwards ? more : after !== undefined) ? cursorOf(rows[0]) : null,
    total: Math.min(total, countCap),
    totalCapped: total > countCap,
  };
}

function readCursor(cursor: string): { createdAt: number; id: string } {
  const match = /^(\d{1,16}) ([0-9a-z]{1,40})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (!match) throw new AppError("cursor_invalid", { kind: "invalid" });
  return { createdAt: Number(match[1]), id: match[2] ?? "" };
}

/** @throws AppError invitation_not_found */
export async function getInvitation(ctx: Context, input: { id: string }): Promise<Invitation> {
  requirePermission(ctx, "invitations.read");
  const row = await readInvitation(ctx.store, input.id);
  if (!row) throw authorizationError("invitation_not_found");
  return describeInvitation(ctx, row);
}

/** The QR code of the merchant's page, an SVG with a quiet zone of 2 modules. */
export async function drawInvitationQr(ctx: Context, input: { id: string }): Promise<{ svg: string }> {
  requirePermission(ctx, "invitations.read");
  const row = await readInvitation(ctx.store, input.id);
  if (!row) throw authorizationError("invitation_not_found");
  const svg = await QRCode.toString(linksOf(ctx, row.code).page, {
    type: "svg",
    margin: 2,
    errorCorrectionLevel: "M",
  });
  return { svg };
}

export function listPresets(ctx: Context) {
  requirePermission(ctx, "invitations.read");
  return [...presets];
}
