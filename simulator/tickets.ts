import type { Attempt } from "./deliver-push.ts";
import type { Platform } from "./model.ts";
import { pushEvent } from "./pushes.ts";
import { base64url } from "./random.ts";
import type { World } from "./world.ts";

const EVERY_MS = 600_000;
const LIFE_MS = 12 * 3_600_000;
const REMEMBERED_MS = 24 * 3_600_000;

/** Starts the push of a ticket to each platform every 10 minutes, the first one at once. */
export function startTickets(world: World): void {
  for (const platform of world.platforms) {
    const tick = () => {
      if (platform.pushesTickets) pushTicket(world, platform);
      world.clock.after(EVERY_MS, tick);
    };
    tick();
  }
}

/** Makes a new component_verify_ticket and pushes it (wire B.1). */
export function pushTicket(world: World, platform: Platform, attempted?: (attempt: Attempt) => void): void {
  const now = world.clock.now();
  const value = `ticket@@@${base64url(86, world.seed, "ticket", platform.index, platform.ticketCount++)}`;
  platform.tickets = platform.tickets.filter((old) => old.expiresAt > now - REMEMBERED_MS);
  platform.tickets.push({ value, expiresAt: now + LIFE_MS });
  pushEvent(world, platform, "component_verify_ticket", { ComponentVerifyTicket: value }, null, attempted);
}

/** Whether tickets are pushed and the latest one was taken: then there is nothing to start again. */
export function ticketsArrive(world: World, platform: Platform): boolean {
  const last = world.pushes.findLast(
    (push) => push.kind === "component_verify_ticket" && push.component_appid === platform.appid,
  );
  return platform.pushesTickets && last?.outcome === "accepted";
}

/** The newest ticket of the platform. */
export function currentTicket(platform: Platform): string {
  return platform.tickets.at(-1)?.value ?? "";
}
