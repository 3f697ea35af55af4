import { afterAll, beforeAll, expect, test } from "vitest";
import type { MerchantClient } from "../testing.ts";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;
let stranger: MerchantClient;

beforeAll(async () => {
  sim = await startShops();
  shop = await sim.next();
  stranger = await sim.merchant(sim.platform, sim.fresh("mini_program")[0] as string, [17]);
});
afterAll(() => sim.close());

/** Every call of the wire's sections E to G.4, as `methods kind path`; kind is `component` or permission sets. */
const CALLS = `
GET component /wxa/gettemplatedraftlist
POST component /wxa/addtotemplate
GET component /wxa/gettemplatelist
POST component /wxa/deletetemplate
POST 18 /wxa/commit
GET 18 /wxa/get_page
GET 18 /wxa/get_category
GET 18/86 /wxa/get_qrcode
POST 18 /wxa/uploadmedia
GET 18 /wxa/security/get_code_privacy_info
POST 18 /wxa/submit_audit
GET/POST 18 /wxa/get_auditstatus
GET 18 /wxa/get_latest_auditstatus
GET 18 /wxa/undocodeaudit
POST 18 /wxa/speedupaudit
GET/POST 18 /wxa/queryquota
POST 18 /wxa/release
GET 18 /wxa/revertcoderelease
POST 18 /wxa/grayrelease
GET 18 /wxa/getgrayreleaseplan
GET 18 /wxa/revertgrayrelease
POST 18 /wxa/change_visitstatus
POST 18 /wxa/getvisitstatus
POST 18 /wxa/getversioninfo
GET/POST 18 /cgi-bin/wxopen/getweappsupportversion
POST 18 /cgi-bin/wxopen/setweappsupportversion
POST 18 /wxa/modify_domain
POST 18 /wxa/modify_domain_directly
POST 18 /wxa/setwebviewdomain
POST 18 /wxa/setwebviewdomain_directly
POST 18 /wxa/get_webviewdomain_confirmfile
POST 18 /wxa/get_effective_domain
POST 18 /wxa/get_effective_webviewdomain
POST component /cgi-bin/component/modify_wxa_server_domain
POST component /cgi-bin/component/modify_wxa_jump_domain
POST component /cgi-bin/component/get_domain_confirmfile
GET 18 /wxa/get_prefetchdnsdomain
POST 18 /wxa/set_prefetchdnsdomain
POST 18 /wxa/bind_tester
POST 18 /wxa/unbind_tester
POST 18 /wxa/memberauth
POST 18 /cgi-bin/component/setprivacysetting
POST 18 /cgi-bin/component/getprivacysetting
POST 18 /cgi-bin/component/uploadprivacyextfile
POST 18 /wxa/security/apply_privacy_interface
GET 18 /wxa/security/get_privacy_interface
GET/POST 3/30 /cgi-bin/account/getaccountbasicinfo
POST 30 /wxa/setnickname
POST 30 /wxa/api_wxa_querynickname
POST 3/31 /cgi-bin/wxverify/checkwxverifynickname
POST 3/30 /cgi-bin/account/modifyheadimage
POST 3/30 /cgi-bin/account/modifysignature
GET/POST 30 /cgi-bin/wxopen/getallcategories
GET/POST 30 /cgi-bin/wxopen/getcategoriesbytype
GET/POST 30 /cgi-bin/wxopen/getcategory
POST 30 /cgi-bin/wxopen/addcategory
POST 30 /cgi-bin/wxopen/deletecategory
POST 30 /cgi-bin/wxopen/modifycategory
GET 18 /wxa/getwxasearchstatus
POST 18 /wxa/changewxasearchstatus
`;
const rows = CALLS.trim()
  .split("\n")
  .map((line) => line.split(" ") as [string, string, string]);

test.each(rows)("%s %s %s is refused with the wrong method, kind of token or sets", async (methods, kind, path) => {
  const [method] = methods.split("/") as [string];
  const body = (one: string) => (one === "GET" ? undefined : "{}");
  const call = async (client: Pick<Shop, "call">, one = method) =>
    (await client.call(path, body(one), one)).errcode ?? 0;
  const account = kind !== "component";
  for (const other of ["GET", "POST"].filter((one) => !methods.split("/").includes(one))) {
    expect(await call(account ? shop : sim.platform, other)).toBe(other === "GET" ? 43002 : 43001);
  }
  if (account) {
    expect(await call(sim.platform)).toBe(61015);
    expect(await call(stranger)).toBe(61007);
  } else expect(await call(shop)).toBe(61014);
  expect(await send(path, method)).toBe(41001);
});

const send = async (path: string, method: string) =>
  (await sim.send(path, method === "GET" ? undefined : "{}", method)).errcode;
