import { contextFromRequest } from "#lib/api/index.ts";
import { openInvitation } from "#lib/authorization/index.ts";
import { isAppError } from "#lib/core/errors.ts";

/** Sends a merchant's browser to WeChat's page, or back to the invitation with what stands in the way. */
export async function openForMerchant(
  request: Request,
  input: { code: string; device: "pc" | "phone" },
): Promise<Response> {
  const ctx = await contextFromRequest(request);
  const page = `${ctx.env.publicUrl}/invite/${encodeURIComponent(input.code)}`;
  try {
    return redirectTo(await openInvitation(ctx, input));
  } catch (error) {
    if (!isAppError(error) || error.kind === "internal") {
      ctx.log.error({ err: error }, "An invitation could not be opened");
      return redirectTo(`${page}?returned=busy`);
    }
    ctx.log.warn({ code: error.code, data: error.data }, "An invitation could not be opened");
    const isPlain = error.code === "invitation_not_found" || error.code === "invitation_ended";
    return redirectTo(isPlain ? page : `${page}?returned=busy`);
  }
}

/** 303, and no trace: these addresses hold a state or a code. */
export function redirectTo(location: string): Response {
  const headers = { location, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return new Response(null, { status: 303, headers });
}
