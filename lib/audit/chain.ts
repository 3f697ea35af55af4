import { createHash } from "node:crypto";

/** Hash before the first entry. */
export const genesisHash = "0".repeat(64);

/** What an entry's hash is taken over: every column of its row except the hash itself. */
export interface ChainedFields {
  sequence: number;
  at: number;
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
  action: string;
  outcome: string;
  objectKind: string | null;
  objectId: string | null;
  objectName: string | null;
  appId: string | null;
  componentAppId: string | null;
  detail: string;
  before: string | null;
  after: string | null;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  previousHash: string;
}

/** JSON with sorted keys and no undefined: the same value gives the same text everywhere. */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return "null";
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${pairs.join(",")}}`;
}

/** SHA-256, hex, over the entry and (inside it) the hash of the one before. */
export function entryHash(entry: ChainedFields): string {
  // A list, not an object: the order is fixed here and no key can be added unseen.
  const fields = [
    entry.sequence,
    entry.at,
    entry.actorKind,
    entry.actorId,
    entry.actorName,
    entry.action,
    entry.outcome,
    entry.objectKind,
    entry.objectId,
    entry.objectName,
    entry.appId,
    entry.componentAppId,
    entry.detail,
    entry.before,
    entry.after,
    entry.ipAddress,
    entry.userAgent,
    entry.requestId,
    entry.previousHash,
  ];
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}
