import pino from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { errcodeOf, isUnreachable, isWechatError } from "./errors.ts";
import {
  commitCode,
  createPreAuthCode,
  fetchComponentToken,
  getCategories,
  getLatestReview,
  getPages,
  getReviewStatus,
  getTrialQrCode,
  listAccounts,
  listTemplates,
  releaseCode,
  submitReview,
  uploadMedia,
} from "./index.ts";
import { startSampleServer, testClient } from "./testing.ts";

const accountToken = `90_${"a".repeat(154)}`;
const componentToken = `91_${"b".repeat(154)}`;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Responder = Parameters<typeof startSampleServer>[0];
async function wechat(respond: Responder, more?: Parameters<typeof testClient>[1]) {
  const server = await startSampleServer(respond);
  open.push(server);
  return { ...server, ...testClient(server.url, more) };
}
const says =
  (body: string): Responder =>
  (_request, response) =>
    response.end(body);
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("it should fail"),
    (error: unknown) => error,
  );

describe("what is sent", () => {
  test("an empty body is the literal {}", async () => {
    const { client, seen } = await wechat(says('{"errcode":0,"errmsg":"ok"}'));
    await releaseCode(client, { accountToken });
    expect(seen[0]?.body.toString()).toBe("{}");
    expect(seen[0]?.headers["content-length"]).toBe("2");
  });

  test("Chinese text travels as UTF-8, without escapes", async () => {
    const { client, seen } = await wechat(says('{"errcode":0,"errmsg":"ok"}'));
    await commitCode(client, {
      accountToken,
      templateId: "47",
      extJson: '{"ext":{"店":"茶😀"}}',
      userVersion: "1.8.0",
      userDesc: "春季菜单",
    });
    const body = seen[0]?.body.toString("utf8") ?? "";
    expect(body).toContain("春季菜单");
    expect(body).toContain("茶😀");
    expect(body).not.toContain("\\u");
    expect(JSON.parse(body).template_id).toBe(47);
  });

  test("ids travel as numbers, 0 and those beyond 2^53 included", async () => {
    const { client, seen } = await wechat(says('{"errcode":0,"errmsg":"ok"}'));
    await commitCode(client, { accountToken, templateId: "0", extJson: "{}", userVersion: "1", userDesc: "" });
    await getReviewStatus(client, { accountToken, auditId: "9007199254740993123" }).catch(() => undefined);
    expect(seen[0]?.body.toString()).toContain('"template_id":0,');
    expect(seen[1]?.body.toString()).toBe('{"auditid":9007199254740993123}');
  });

  test("a page path is percent-encoded once", async () => {
    const { client, seen } = await wechat(says("{}"));
    await getTrialQrCode(client, { accountToken, path: "pages/a b?x=1&y=茶+2" }).catch(() => undefined);
    expect(seen[0]?.query.get("path")).toBe("pages/a b?x=1&y=茶+2");
  });

  test("an upload is multipart with one file called media", async () => {
    const { client, seen } = await wechat(says('{"errcode":0,"errmsg":"ok","type":"image","mediaid":"m1"}'));
    const bytes = Buffer.from([0xff, 0xd8, 0, 13, 10, 45, 45]);
    const uploaded = await uploadMedia(client, { accountToken, fileName: 'a"b.jpg', contentType: "image/jpeg", bytes });
    expect(uploaded).toEqual({ mediaId: "m1", type: "image" });
    const form = await new Response(seen[0]?.body as BodyInit, {
      headers: { "content-type": seen[0]?.headers["content-type"] ?? "" },
    }).formData();
    const file = form.get("media") as File;
    expect(file.type).toBe("image/jpeg");
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
  });

  test("a redirect is not followed", async () => {
    const { client, seen } = await wechat((_request, response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    );
    const error = await errorOf(
      commitCode(client, { accountToken, templateId: "1", extJson: "{}", userVersion: "1", userDesc: "" }),
    );
    expect(isUnreachable(error) && error.data).toMatchObject({ reason: "http_status", httpStatus: 302 });
    expect(seen).toHaveLength(1);
  });
});

describe("what is read", () => {
  test("failure is errcode present and not 0, as a number or as text", async () => {
    const { client } = await wechat(
      says('{"errcode":"40013","errmsg":"invalid appid rid: 5fc88fcc-23d06947-123dd67d"}'),
    );
    const error = await errorOf(createPreAuthCode(client, { componentToken, componentAppId: "wxC" }));
    expect(isWechatError(error, 40013)).toBe(true);
    expect(isWechatError(error, 40001)).toBe(false);
    expect(errcodeOf(error)).toBe(40013);
    expect((error as { data: unknown }).data).toEqual({
      errcode: 40013,
      errmsg: "invalid appid",
      rid: "5fc88fcc-23d06947-123dd67d",
      path: "/cgi-bin/component/api_create_preauthcode",
      retry: "human",
    });
  });

  test.each([
    ["a number", '{"errcode":0,"auditid":443410833}', "443410833"],
    ["text", '{"errcode":"0","auditid":"443410833"}', "443410833"],
    ["zero", '{"errcode":0,"auditid":0}', "0"],
    ["beyond 2^53", '{"errcode":0,"auditid":90071992547409931234}', "90071992547409931234"],
  ])("an audit id that is %s keeps its digits", async (_what, body, auditId) => {
    const { client } = await wechat(says(body));
    expect(await submitReview(client, { accountToken, items: [] })).toEqual({ auditId });
  });

  test("numbers as text, missing lists, unknown fields, a BOM and raw control characters are tolerated", async () => {
    const body =
      '\ufeff{"errcode":0,"errmsg":"ok","brand_new":{"a":[1]},"template_list":[{"create_time":"1488965944","user_version":"V1.0","user_desc":"a\u0001b\nc","template_id":0,"draft_id":null}]}';
    const { client } = await wechat(says(body));
    expect(await listTemplates(client, { componentToken })).toMatchObject([
      {
        templateId: "0",
        draftId: null,
        createdAt: 1_488_965_944_000,
        userDesc: "a b c",
        categories: [],
        developer: "",
      },
    ]);
    const empty = await wechat(says('{"errcode":0,"errmsg":"ok"}'));
    expect(await getPages(empty.client, { accountToken })).toEqual([]);
  });

  test("a page of authorized accounts has times in ms", async () => {
    const { client } = await wechat(
      says('{"total_count":33,"list":[{"authorizer_appid":"wxA","refresh_token":"r","auth_time":1558000607}]}'),
    );
    expect(await listAccounts(client, { componentToken, componentAppId: "wxC", offset: 0, count: 1 })).toEqual({
      total: 33,
      items: [{ appId: "wxA", refreshToken: "r", authorizedAt: 1_558_000_607_000 }],
    });
  });

  test("categories without a third class have no third class", async () => {
    const { client } = await wechat(
      says(
        '{"errcode":0,"category_list":[{"first_class":"工具","second_class":"备忘录","first_id":1,"second_id":2},{"first_class":"教育","second_class":"学历教育","third_class":"高等","first_id":3,"second_id":4,"third_id":5}]}',
      ),
    );
    expect(await getCategories(client, { accountToken })).toEqual([
      { firstId: "1", firstName: "工具", secondId: "2", secondName: "备忘录" },
      { firstId: "3", firstName: "教育", secondId: "4", secondName: "学历教育", thirdId: "5", thirdName: "高等" },
    ]);
  });

  test("both spellings of the rejected review's pictures are read, and 85058 is no review", async () => {
    const sample = (key: string) =>
      says(
        `{"errcode":0,"errmsg":"ok","auditid":1,"status":1,"reason":"1:x<br>","${key}":"mid1|mid2","user_version":"1.8.0","user_desc":"d","submit_audit_time":1703647294}`,
      );
    for (const key of ["screenshot", "ScreenShot"]) {
      const { client } = await wechat(sample(key));
      expect(await getLatestReview(client, { accountToken })).toEqual({
        auditId: "1",
        status: "rejected",
        reason: "1:x<br>",
        screenshots: ["mid1", "mid2"],
        userVersion: "1.8.0",
        userDesc: "d",
        submittedAt: 1_703_647_294_000,
      });
    }
    const none = await wechat(says('{"errcode":85058,"errmsg":"no valid audit_id exist"}'));
    expect(await getLatestReview(none.client, { accountToken })).toBeNull();
  });

  test("an image is bytes, and JSON in its place is an error, also when labelled as an image", async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
    const image = await wechat((_request, response) =>
      response.writeHead(200, { "content-type": "image/jpeg" }).end(jpeg),
    );
    expect(await getTrialQrCode(image.client, { accountToken })).toEqual(jpeg);
    const json = await wechat((_request, response) =>
      response.writeHead(200, { "content-type": "image/jpeg" }).end('{"errcode":85096,"errmsg":"x"}'),
    );
    expect(errcodeOf(await errorOf(getTrialQrCode(json.client, { accountToken })))).toBe(85096);
  });

  test.each([
    [
      "::ffff and a label",
      "access clientip is not registered requestIP: ::ffff:203.0.113.9 rid: 5fc88fcc-23d06947-123dd67d",
      "203.0.113.9",
    ],
    ["IPv4", "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist", "203.0.113.9"],
    ["IPv6", "access clientip is not registered 2001:db8::1 rid: 5fc88fcc-23d06947-123dd67d", "2001:db8::1"],
    ["nothing", "access clientip is not registered", undefined],
  ])("the address to whitelist is found as %s", async (_what, errmsg, ipAddress) => {
    const { client } = await wechat(says(JSON.stringify({ errcode: 61004, errmsg })));
    const error = await errorOf(createPreAuthCode(client, { componentToken, componentAppId: "wxC" }));
    expect(isWechatError(error, 61004) && error.data.ipAddress).toBe(ipAddress);
  });
});

describe("what goes wrong", () => {
  const commit = { accountToken, templateId: "1", extJson: "{}", userVersion: "1", userDesc: "" };

  test("a refused connection has no effect, a broken one perhaps, and silence ends at the limit", async () => {
    const refused = testClient("http://127.0.0.1:1");
    expect(((await errorOf(commitCode(refused.client, commit))) as { data: unknown }).data).toEqual({
      path: "/wxa/commit",
      reason: "refused",
      effect: "none",
    });
    const broken = await wechat((_request, response) => response.destroy());
    expect(((await errorOf(commitCode(broken.client, commit))) as { data: unknown }).data).toMatchObject({
      reason: "reset",
      effect: "unknown",
    });
    const silent = await wechat(() => undefined, { timeoutMs: 60 });
    expect(((await errorOf(commitCode(silent.client, commit))) as { data: unknown }).data).toMatchObject({
      reason: "timeout",
      effect: "unknown",
    });
  });

  test.each([
    ["HTML", "<html>busy</html>"],
    ["nothing", ""],
    ["half an object", '{"pre_auth_code":"preauth'],
    ["an object without its fields", '{"expires_in":1800}'],
  ])("an answer that is %s is malformed and its effect unknown", async (_what, body) => {
    const { client } = await wechat(says(body));
    const error = await errorOf(createPreAuthCode(client, { componentToken, componentAppId: "wxC" }));
    expect(isUnreachable(error) && error.data).toEqual({
      path: "/cgi-bin/component/api_create_preauthcode",
      reason: "malformed",
      effect: "unknown",
    });
  });

  test("an answer beyond the size limit is cut off", async () => {
    const { client } = await wechat(says(`{"a":"${"x".repeat(5_000)}"}`), { maxAnswerBytes: 1_000 });
    const error = await errorOf(createPreAuthCode(client, { componentToken, componentAppId: "wxC" }));
    expect(isUnreachable(error) && error.data.reason).toBe("malformed");
  });

  test("busy is asked again up to three times, but never a call that may have had its effect", async () => {
    const busy = await wechat(says('{"errcode":-1,"errmsg":"system error"}'));
    await errorOf(createPreAuthCode(busy.client, { componentToken, componentAppId: "wxC" }));
    expect(busy.seen).toHaveLength(3);
    expect(busy.waits).toHaveLength(2);
    const committing = await wechat(says('{"errcode":-1,"errmsg":"system error"}'));
    await errorOf(commitCode(committing.client, commit));
    expect(committing.seen).toHaveLength(1);
  });

  test("a refusal because of a concurrent operation is repeated even for a commit, within the budget", async () => {
    const { client, seen, waits } = await wechat(says('{"errcode":9402202,"errmsg":"concurrent"}'), {
      retryBudgetMs: 10_000,
    });
    await errorOf(commitCode(client, commit));
    expect(seen).toHaveLength(2);
    expect(waits[0]).toBeGreaterThan(3_000);
  });

  test("over all calls, retries stop when too many were needed", async () => {
    const { client, seen } = await wechat(says('{"errcode":-1,"errmsg":"system error"}'));
    for (let call = 0; call < 30; call += 1) await errorOf(getPages(client, { accountToken }));
    expect(seen.length).toBeLessThan(30 + 25);
  });

  test("quota, token and permission errors are left to the caller", async () => {
    for (const errcode of [40001, 42001, 45009, 45011, 48001, 61039]) {
      const { client, seen } = await wechat(says(JSON.stringify({ errcode, errmsg: "x" })));
      await errorOf(getPages(client, { accountToken }));
      expect(seen).toHaveLength(1);
    }
  });

  test("a WeChat that is down is spared until one probe gets through", async () => {
    let down = true;
    const { client, seen, clock } = await wechat(
      (_request, response) => (down ? response.destroy() : response.end('{"page_list":["a"]}')),
      {
        circuit: { failuresToOpen: 3, openMs: 10_000 },
      },
    );
    await errorOf(getPages(client, { accountToken }));
    expect(seen).toHaveLength(3);
    const refused = await errorOf(getPages(client, { accountToken }));
    expect(isUnreachable(refused) && refused.data).toMatchObject({ reason: "circuit_open", effect: "none" });
    expect(seen).toHaveLength(3);
    clock.advance(10_000);
    await errorOf(getPages(client, { accountToken }));
    expect(seen).toHaveLength(4);
    down = false;
    clock.advance(10_000);
    expect(await getPages(client, { accountToken })).toEqual(["a"]);
    expect(await getPages(client, { accountToken })).toEqual(["a"]);
  });

  test("no token, secret, ticket or address gets into a log line or an error", async () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
    const { client } = await wechat(
      (request, response) => {
        const echo = `bad ${request.query.get("access_token")} ${request.body} ticket@@@${"q".repeat(86)}`;
        response.end(JSON.stringify({ errcode: 40001, errmsg: echo }));
      },
      { log },
    );
    const ticket = `ticket@@@${"t".repeat(86)}`;
    const errors = [
      await errorOf(getPages(client, { accountToken })),
      await errorOf(
        fetchComponentToken(client, { componentAppId: "wxC", appSecret: "s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr", ticket }),
      ),
    ];
    const dead = testClient("http://127.0.0.1:1", { log });
    errors.push(await errorOf(getPages(dead.client, { accountToken })));
    const everything =
      lines.join("") +
      JSON.stringify(
        errors.map((error) => [
          error,
          (error as Error).message,
          (error as Error).stack,
          (error as { data: unknown }).data,
        ]),
      );
    for (const secret of [accountToken, ticket, "s3cr3t", "access_token=", "q".repeat(86)])
      expect(everything).not.toContain(secret);
    expect(everything).toContain("/wxa/get_page");
  });

  test("a call without its token is not sent", async () => {
    const { client, seen } = await wechat(says("{}"));
    const error = await errorOf(getPages(client, { accountToken: "" }));
    expect((error as { code: string }).code).toBe("wechat_request");
    expect(seen).toHaveLength(0);
  });
});
