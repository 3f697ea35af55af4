import { openForMerchant } from "#app/invite/open-for-merchant.ts";

export const dynamic = "force-dynamic";

interface Address {
  params: Promise<{ code: string }>;
}

/** Leads a merchant inside WeChat on a phone straight to the authorization page. */
export async function GET(request: Request, { params }: Address): Promise<Response> {
  return openForMerchant(request, { code: (await params).code, device: "phone" });
}
