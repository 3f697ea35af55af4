import { openForMerchant } from "#app/invite/open-for-merchant.ts";

export const dynamic = "force-dynamic";

interface Address {
  params: Promise<{ code: string }>;
}

/** Leads a merchant at a computer to WeChat's page with its QR code. */
export async function GET(request: Request, { params }: Address): Promise<Response> {
  return openForMerchant(request, { code: (await params).code, device: "pc" });
}
