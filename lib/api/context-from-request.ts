import type { Context, Origin, Services } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { addressHeader, requestIdHeader } from "#lib/core/request-headers.ts";
import { contextOfSession } from "#lib/staff/index.ts";
import { readSessionId } from "./session-cookie.ts";

export function originOf(headers: Headers, nowMs: number): Origin {
  return {
    ipAddress: headers.get(addressHeader)?.slice(0, 64) ?? null,
    userAgent: headers.get("user-agent")?.slice(0, 300) ?? null,
    requestId: headers.get(requestIdHeader)?.slice(0, 64) ?? newId(nowMs),
  };
}

/** Who asks, from where: the session's row decides, on every request. */
export async function contextFrom(services: Services, headers: Headers): Promise<Context> {
  const origin = originOf(headers, services.clock.now());
  const sessionId = await readSessionId(headers, services.env);
  return contextOfSession(services, origin, sessionId);
}
