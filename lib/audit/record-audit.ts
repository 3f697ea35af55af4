import type { Actor, Context } from "#lib/core/context.ts";
import { canonicalJson, entryHash } from "./chain.ts";
import { cleanText, cleanValues } from "./clean-values.ts";
import { appendEntry } from "./store.ts";

export interface AuditRecord {
  /** `<domain>.<verb>`, for example `deployments.pause`. */
  action: string;
  object?: { kind: string; id: string; name?: string | null };
  appId?: string | null;
  componentAppId?: string | null;
  /** Default `done`. */
  outcome?: "done" | "failed" | "denied";
  /** Small facts for the one-line detail. Never a secret: keys that look like one are refused. */
  detail?: Record<string, unknown>;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

/**
 * Adds one entry to the audit log, inside the caller's transaction: the change and its entry stand or
 * fall together. @throws Error outside store.tx, or when a value looks like a secret.
 */
export async function recordAudit(ctx: Context, record: AuditRecord): Promise<void> {
  if (!ctx.store.inTransaction) throw new Error("recordAudit outside store.tx: an entry without its change");
  const detail = cleanValues(record.detail ?? {});
  const before = record.before ? cleanValues(record.before) : null;
  const after = record.after ? cleanValues(record.after) : null;
  const actor = actorFields(ctx.actor);
  const object = record.object;
  const name = object?.name ? cleanText(object.name, 200) : null;
  await appendEntry(ctx.store, (head) => {
    const fields = {
      sequence: head.sequence + 1,
      at: ctx.clock.now(),
      ...actor,
      action: record.action,
      outcome: record.outcome ?? "done",
      objectKind: object?.kind ?? null,
      objectId: object ? cleanText(object.id, 200) : null,
      objectName: name,
      appId: record.appId ?? null,
      componentAppId: record.componentAppId ?? null,
      detail: canonicalJson(detail),
      before: before && canonicalJson(before),
      after: after && canonicalJson(after),
      ipAddress: ctx.origin.ipAddress,
      userAgent: ctx.origin.userAgent === null ? null : cleanText(ctx.origin.userAgent, 300),
      requestId: ctx.origin.requestId,
      previousHash: head.hash,
    } as const;
    const words = [name, object?.id, record.appId, actor.actorName, ...texts(detail)];
    const searchText = words
      .filter((word) => typeof word === "string")
      .join(" ")
      .normalize("NFKC")
      .toLowerCase();
    return { ...fields, searchText: cleanText(searchText, 600), hash: entryHash(fields) };
  });
}

function texts(detail: Record<string, unknown>): string[] {
  return Object.values(detail)
    .filter((value) => typeof value === "string" || typeof value === "number")
    .map(String);
}

function actorFields(actor: Actor) {
  switch (actor.kind) {
    case "staff":
      return { actorKind: "staff", actorId: actor.staffId, actorName: actor.name } as const;
    case "system":
      return { actorKind: "system", actorId: actor.job, actorName: null } as const;
    case "wechat":
      return { actorKind: "wechat", actorId: actor.componentAppId, actorName: null } as const;
    case "merchant":
      return { actorKind: "merchant", actorId: actor.invitationId, actorName: null } as const;
    case "anonymous":
      return { actorKind: "anonymous", actorId: null, actorName: null } as const;
  }
}
