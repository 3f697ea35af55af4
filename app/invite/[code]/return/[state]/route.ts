import { redirectTo } from "#app/invite/open-for-merchant.ts";
import { contextFromRequest } from "#lib/api/index.ts";
import { completeRedirect } from "#lib/authorization/index.ts";
import { isAppError } from "#lib/core/errors.ts";

export const dynamic = "force-dynamic";

interface Address {
  params: Promise<{ code: string; state: string }>;
}

/** WeChat's page sends the merchant back here. Nothing is bound by it; the signed event does that. */
export async function GET(request: Request, { params }: Address): Promise<Response> {
  const { code, state } = await params;
  const ctx = await contextFromRequest(request);
  const authCode = new URL(request.url).searchParams.get("auth_code");
  try {
    return redirectTo(await completeRedirect(ctx, { code, state, authCode }));
  } catch (error) {
    const page = `${ctx.env.publicUrl}/invite/${encodeURIComponent(code)}`;
    if (isAppError(error) && error.code === "invitation_not_found") return redirectTo(page);
    ctx.log.error({ err: error }, "A merchant's return could not be noted");
    return redirectTo(`${page}?returned=busy`);
  }
}
