import type { Context } from "#lib/core/context.ts";
import { every } from "#lib/jobs/index.ts";
import { askForTicketQuietly, listPlatforms } from "#lib/platforms/index.ts";

const minuteMs = 60_000;
/** WeChat pushes a ticket every ten minutes: two did not come. */
const silentMs = 25 * minuteMs;
const askEveryMs = 10 * minuteMs;
/** With this little life left the ticket is asked for at every look. */
const urgentMs = 60 * minuteMs;

/**
 * Asks WeChat for tickets that stopped coming (api_start_push_ticket), long before the last one ends after
 * 12 hours (wechat-wire.md §B.1): nobody need notice, and nobody need press the button.
 */
export const tendTicketsJob = every(
  {
    kind: "tokens.tend_tickets",
    async run(ctx: Context) {
      const nowMs = ctx.clock.now();
      for (const { componentAppId, createdAt, ...ticket } of await listPlatforms(ctx)) {
        if (nowMs - (ticket.ticketReceivedAt ?? createdAt) < silentMs) continue;
        const isUrgent = (ticket.ticketExpiresAt ?? Number.POSITIVE_INFINITY) - nowMs < urgentMs;
        if (!isUrgent && nowMs - (ticket.ticketAskedAt ?? 0) < askEveryMs) continue;
        ctx.log.warn({ componentAppId, receivedAt: ticket.ticketReceivedAt }, "Tickets have stopped coming");
        await askForTicketQuietly(ctx, componentAppId);
      }
      return undefined;
    },
  },
  minuteMs,
);
