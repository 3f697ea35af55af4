import { type Services, systemContext } from "#lib/core/context.ts";
import { listPlatforms } from "#lib/platforms/index.ts";

/** WeChat pushes a ticket every 10 minutes; after 25 something is wrong. */
const staleTicketMs = 25 * 60_000;

export interface Health {
  ready: boolean;
  database: "ok" | "failing";
  keys: "ok" | "failing";
  /** `none`: no platform is connected. Stale tickets do not make the console unready: it must tell of them. */
  tickets: "ok" | "stale" | "none" | "unknown";
}

/** What /readyz says: no names, no numbers, no secrets. */
export async function checkHealth(services: Services): Promise<Health> {
  const { store, keyring, clock } = services;
  const database = await store.ping().then(
    () => "ok" as const,
    () => "failing" as const,
  );
  let keys: Health["keys"] = "failing";
  try {
    const place = { table: "health", row: "probe", column: "probe" };
    if (keyring.open(keyring.seal("probe", place), place) === "probe") keys = "ok";
  } catch {
    keys = "failing";
  }
  const tickets = await ticketState(services, clock.now()).catch(() => "unknown" as const);
  return { ready: database === "ok" && keys === "ok", database, keys, tickets };
}

async function ticketState(services: Services, nowMs: number): Promise<Health["tickets"]> {
  const platforms = await listPlatforms(systemContext(services, "runtime.health"));
  if (platforms.length === 0) return "none";
  const fresh = platforms.every(
    ({ ticketReceivedAt }) => ticketReceivedAt !== null && nowMs - ticketReceivedAt < staleTicketMs,
  );
  return fresh ? "ok" : "stale";
}
