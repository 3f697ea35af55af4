import { afterEach, describe, expect, test } from "vitest";
import {
  addToTemplateLibrary,
  applyPrivacyInterface,
  deleteTemplate,
  errcodeOf,
  findPersonRegistration,
  getNickNameReview,
  getPages,
  getTrialQrCode,
  isUnreachable,
  isWechatError,
  listDrafts,
  listTemplates,
  setNickName,
  speedUpReview,
  submitReview,
  uploadMedia,
  uploadPrivacyFile,
} from "./index.ts";
import { failure, type SeenRequest, startSampleServer, testClient } from "./testing.ts";

const accountToken = `90_${"a".repeat(154)}`;
const componentToken = `91_${"b".repeat(154)}`;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function answering(body: string | Buffer, contentType = "application/json; encoding=utf-8") {
  const server = await startSampleServer((_request, response) =>
    response.writeHead(200, { "content-type": contentType }).end(body),
  );
  open.push(server);
  return { ...server, ...testClient(server.url) };
}

describe("an answer in JSON", () => {
  const pages = '{"errcode":0,"errmsg":"ok","page_list":["pages\\/index\\/index"]}';

  test.each([
    ["labelled text/plain", pages, "text/plain"],
    ["labelled with a charset", pages, "application/json; charset=UTF-8"],
    ["without a label", pages, ""],
    ["after a BOM and blank lines", `\ufeff\r\n\n ${pages}`, "text/plain; charset=utf-8"],
    ["before a line of HTML", `${pages}\n<!-- served by 7 -->`, "text/html"],
    ["before a closing NUL", `${pages}\u0000`, "application/json"],
    [
      "with its fields in another order",
      '{"page_list":["pages/index/index"],"errmsg":"ok","errcode":"0"}',
      "text/json",
    ],
    ["with errcode null", '{"errcode":null,"page_list":["pages/index/index"]}', "application/json"],
  ])("is read %s", async (_what, body, contentType) => {
    const { client } = await answering(body, contentType);
    expect(await getPages(client, { accountToken })).toEqual(["pages/index/index"]);
  });

  test("keeps braces, quotes and escapes inside a text, also when something follows the value", async () => {
    const draft = '{"draft_id":1,"user_desc":"a } \\" ] \\\\","create_time":1700000000}';
    const { client } = await answering(`{"errcode":0,"draft_list":[${draft}]} trailing`);
    expect(await listDrafts(client, { componentToken })).toMatchObject([{ draftId: "1", userDesc: 'a } " ] \\' }]);
  });

  test.each([
    ["errcode is no number", '{"errcode":"busy","page_list":[]}'],
    ["errcode is an object", '{"errcode":{},"page_list":[]}'],
    ["the value does not end", '{"errcode":0,"page_list":["a"'],
    ["a text does not end", '{"errcode":0,"page_list":["a]}'],
  ])("is malformed when %s, never a success", async (_what, body) => {
    const { client } = await answering(body);
    const error = await failure(getPages(client, { accountToken }));
    expect(isUnreachable(error) && error.data).toMatchObject({ reason: "malformed", effect: "unknown" });
  });

  test("says why a call failed in errmsg or errMsg, and keeps the rid", async () => {
    for (const name of ["errmsg", "errMsg"]) {
      const rid = "66b9f054-0a49f529-42583e39";
      const { client } = await answering(
        `{"errcode":"85064","${name}":"template not found rid: ${rid}"}`,
        "text/plain",
      );
      const error = await failure(deleteTemplate(client, { componentToken, templateId: "1" }));
      expect(isWechatError(error, 85064) && error.data).toMatchObject({ errmsg: "template not found", rid });
    }
  });
});

test("an errmsg of a million blanks is not gone over again and again", async () => {
  const { client } = await answering(`{"errcode":40013,"errmsg":"${" ".repeat(1_000_000)}x"}`);
  const error = await failure(getPages(client, { accountToken }));
  expect(isWechatError(error) && error.data.errmsg).toBe("x");
});

describe("an image or JSON", () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x7b, 0x22]);
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]);

  test.each([
    ["image/jpeg", jpeg],
    ["image/jpg; charset=utf-8", jpeg],
    ["image/png", png],
    ["application/octet-stream", jpeg],
    ["text/plain", jpeg],
    ["application/json; encoding=utf-8", png],
    ["", jpeg],
  ])("is an image when its bytes are one, labelled %j", async (contentType, bytes) => {
    const { client } = await answering(bytes, contentType);
    expect(await getTrialQrCode(client, { accountToken })).toEqual(bytes);
  });

  test.each(["image/jpeg", "application/json; encoding=utf-8", "text/plain", ""])(
    "is an error when it is JSON, labelled %j",
    async (contentType) => {
      const { client } = await answering('{"errcode":40014,"errmsg":"invalid access_token"}', contentType);
      expect(errcodeOf(await failure(getTrialQrCode(client, { accountToken })))).toBe(40014);
    },
  );

  test.each([
    ["nothing at all", "", "image/jpeg"],
    ["words", "busy", "text/plain"],
    ["success in JSON without an image", '{"errcode":0,"errmsg":"ok"}', "application/json"],
  ])("is malformed when it is %s", async (_what, body, contentType) => {
    const { client } = await answering(body, contentType);
    const error = await failure(getTrialQrCode(client, { accountToken }));
    expect(isUnreachable(error) && error.data.reason).toBe("malformed");
  });
});

describe("ids", () => {
  const big = "9223372036854775807";
  const bodyOf = (seen: SeenRequest[]) => seen.at(-1)?.body.toString();

  test.each(["0", "7", "9007199254740993", big])("%s comes with all its digits, as a number or as text", async (id) => {
    for (const written of [id, `"${id}"`]) {
      const drafts = await answering(`{"errcode":0,"draft_list":[{"draft_id":${written}}]}`);
      expect(await listDrafts(drafts.client, { componentToken })).toMatchObject([{ draftId: id }]);
      const templates = await answering(
        `{"errcode":0,"template_list":[{"template_id":${written},"draft_id":${written}}]}`,
      );
      expect(await listTemplates(templates.client, { componentToken })).toMatchObject([
        { templateId: id, draftId: id },
      ]);
      const review = await answering(`{"errcode":0,"auditid":${written}}`);
      expect(await submitReview(review.client, { accountToken, items: [] })).toEqual({ auditId: id });
      const name = await answering(`{"errcode":0,"audit_id":${written}}`);
      expect(await setNickName(name.client, { accountToken, nickName: "茶" })).toEqual({ wording: null, auditId: id });
      const privacy = await answering(`{"errcode":0,"audit_id":${written}}`);
      const applied = applyPrivacyInterface(privacy.client, { accountToken, apiName: "wx.choosePoi", content: "x" });
      expect(await applied).toEqual({ auditId: id });
      const task = await answering(`{"errcode":0,"taskid":${written},"status":0}`);
      expect(await findPersonRegistration(task.client, { componentToken, taskId: "t" })).toMatchObject({ taskId: id });
    }
  });

  test.each(["0", "9007199254740993", big])("%s goes out as a bare number", async (id) => {
    const { client, seen } = await answering('{"errcode":0,"errmsg":"ok","nickname":"茶","audit_stat":1}');
    await addToTemplateLibrary(client, { componentToken, draftId: id, templateType: 0 });
    expect(bodyOf(seen)).toBe(`{"draft_id":${id},"template_type":0}`);
    await deleteTemplate(client, { componentToken, templateId: id });
    expect(bodyOf(seen)).toBe(`{"template_id":${id}}`);
    await speedUpReview(client, { accountToken, auditId: id });
    expect(bodyOf(seen)).toBe(`{"auditid":${id}}`);
    await getNickNameReview(client, { accountToken, auditId: id });
    expect(bodyOf(seen)).toBe(`{"audit_id":${id}}`);
  });

  test("an id that is no number stays text", async () => {
    const { client, seen } = await answering('{"errcode":0,"errmsg":"ok"}');
    await deleteTemplate(client, { componentToken, templateId: "007" });
    expect(bodyOf(seen)).toBe('{"template_id":"007"}');
  });
});

describe("an upload", () => {
  const files = [
    { upload: uploadMedia, field: "media", answer: '{"errcode":0,"errmsg":"ok","type":"image","mediaid":"m1"}' },
    { upload: uploadPrivacyFile, field: "file", answer: '{"errcode":0,"ext_file_media_id":"2113706500236918784"}' },
  ];

  test.each(files)(
    "is one file in the field $field, its name in UTF-8, its length said beforehand",
    async ({ upload, field, answer }) => {
      const { client, seen } = await answering(answer);
      const bytes = Buffer.from(Array.from({ length: 300 }, (_each, index) => index % 256));
      await upload(client, { accountToken, fileName: '菜单 "春".png', contentType: "image/png", bytes });
      const [request] = seen;
      expect(request?.headers["content-length"]).toBe(String(request?.body.length));
      expect(request?.headers["transfer-encoding"]).toBeUndefined();
      const headers = { "content-type": request?.headers["content-type"] ?? "" };
      const form = await new Response(request?.body as BodyInit, { headers }).formData();
      expect([...form.keys()]).toEqual([field]);
      const file = form.get(field) as File;
      expect(file.name).toBe("菜单 _春_.png");
      expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    },
  );
});
