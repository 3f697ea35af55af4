import { afterAll, beforeAll, expect, test } from "vitest";
import { type MerchantClient, type Reply, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let shop: MerchantClient;

beforeAll(async () => {
  sim = await startTestSimulator();
  shop = await sim.merchant(await sim.component(), sim.fresh("mini_program")[0] as string);
});
afterAll(() => sim.close());

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(64, 7)]);
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypmp42"), Buffer.alloc(64)]);

const post = async (path: string, contentType: string, ...parts: (string | Buffer)[]): Promise<Reply> => {
  const response = await fetch(`${sim.url}${path}?access_token=${shop.token}`, {
    method: "POST",
    headers: { "content-type": contentType },
    body: new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string)))),
  });
  return (await response.json()) as Reply;
};
const uploadMedia = (contentType: string, ...parts: (string | Buffer)[]) =>
  post("/wxa/uploadmedia", contentType, ...parts);

test.each([
  ["quoted names, as browsers and Guzzle write them", 'form-data; name="media"; filename="a.png"'],
  ["bare names, as .NET writes them", "form-data; name=media; filename=a.png; filename*=utf-8''a.png"],
  ["the file name before the name", 'form-data; filename="a.png"; name="media"'],
  ["only an extended file name", "form-data; name=\"media\"; filename*=UTF-8''%E8%8F%9C%E5%8D%95.png"],
  ["an encoded word as file name", 'form-data; name="media"; filename="=?utf-8?B?6I+c5Y2VLnBuZw==?="'],
  ["a file name with a quote and a semicolon", String.raw`form-data; name="media"; filename="a\";b.png"`],
  ["no file name but a content type", 'form-data; name="media"'],
])("uploadmedia reads a form with %s", async (_what, disposition) => {
  const answer = await uploadMedia(
    "multipart/form-data; boundary=----x1",
    `------x1\r\nContent-Disposition: ${disposition}\r\nContent-Type: image/png\r\n\r\n`,
    PNG,
    "\r\n------x1--\r\n",
  );
  expect(answer).toEqual({ errcode: 0, errmsg: "ok", type: "image", mediaid: expect.stringMatching(/^[\w-]{64}$/) });
});

test.each([
  ["a quoted boundary", 'multipart/form-data; boundary="a b:1"', "a b:1", "\r\n"],
  ["a charset after the boundary", "multipart/form-data; boundary=x2; charset=utf-8", "x2", "\r\n"],
  ["a charset before the boundary", "multipart/form-data;charset=UTF-8;Boundary=x3", "x3", "\r\n"],
  ["bare line feeds", "multipart/form-data; boundary=x4", "x4", "\n"],
])("uploadmedia reads a form with %s", async (_what, contentType, mark, eol) => {
  const field = ["", `--${mark}`, 'Content-Disposition: form-data; name="note"', "", "x", ""].join(eol);
  const head = [`--${mark}`, "content-type: image/png", 'content-disposition: form-data; name="media"; filename="a"'];
  const answer = await uploadMedia(
    contentType,
    `preamble${field}`,
    [...head, "", ""].join(eol),
    PNG,
    `${eol}--${mark}--`,
  );
  expect(answer).toMatchObject({ errcode: 0, type: "image" });
});

test("a file may hold the boundary's bytes, and the part called media wins", async () => {
  const tricky = Buffer.concat([MP4, Buffer.from(" --x5 --x5--")]);
  const part = (name: string) => `--x5\r\nContent-Disposition: form-data; name="${name}"; filename="f"\r\n\r\n`;
  const answer = await uploadMedia(
    "multipart/form-data; boundary=x5",
    part("cover"),
    PNG,
    "\r\n",
    part("media"),
    tricky,
    "\r\n--x5--\r\n",
  );
  expect(answer).toMatchObject({ errcode: 0, type: "video" });
});

type Sent = [string, ...(string | Buffer)[]];
const form = (bytes: Buffer, end = "\r\n--x6--\r\n"): Sent => [
  "multipart/form-data; boundary=x6",
  '--x6\r\nContent-Disposition: form-data; name="media"; filename="f"\r\n\r\n',
  bytes,
  end,
];

test.each([
  ["text", form(Buffer.from("hello")), 40005],
  ["a picture of more than 2 MB", form(Buffer.concat([PNG, Buffer.alloc(2 * 1_048_576)])), 40006],
  ["a film of more than 10 MB", form(Buffer.concat([MP4, Buffer.alloc(10 * 1_048_576)])), 40006],
  ["an empty file", form(Buffer.alloc(0)), 41005],
  ["a form that was cut off", form(PNG, ""), 86020],
  ["a form without a file", ["multipart/form-data; boundary=x6"], 41005],
  ["JSON", ["application/json", "{}"], 41005],
] as [string, Sent, number][])("uploadmedia refuses %s", async (_what, sent, errcode) => {
  expect((await uploadMedia(...sent)).errcode).toBe(errcode);
});

test("uploadmedia takes a film of 9 MB and refuses a GET with 43002", async () => {
  const film = Buffer.concat([MP4, Buffer.alloc(9 * 1_048_576)]);
  expect(await uploadMedia(...form(film))).toMatchObject({ errcode: 0, type: "video" });
  expect((await shop.call("/wxa/uploadmedia")).errcode).toBe(43002);
});

test("the privacy guide's extra file is a text of at most 100 KB under any field name", async () => {
  const upload = (name: string, fileName: string, bytes: Buffer) =>
    post(
      "/cgi-bin/component/uploadprivacyextfile",
      "multipart/form-data; boundary=x7",
      `--x7\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: text/plain\r\n\r\n`,
      bytes,
      "\r\n--x7--\r\n",
    );
  const text = Buffer.from("补充说明");
  expect(await upload("file", "guide.txt", text)).toMatchObject({
    errcode: 0,
    ext_file_media_id: expect.stringMatching(/^[\w-]{64}$/),
  });
  expect((await upload("media", "GUIDE.TXT", text)).errcode).toBe(0);
  expect((await upload("file", "guide.pdf", text)).errcode).toBe(40005);
  expect((await upload("file", "guide.txt", Buffer.alloc(102_401, 65))).errcode).toBe(40006);
});
