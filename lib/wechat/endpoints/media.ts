import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { text } from "./fields.ts";

/** Uploads an image (≤ 2 MB) or mp4 (≤ 10 MB) for a review; the id lives 3 days (85092 after). */
export const uploadMedia = defineCall({
  name: "uploadMedia",
  section: "F.1",
  summary: "Upload a picture or film for a review",
  path: "/wxa/uploadmedia",
  token: "account",
  permissionSets: [18],
  errcodes: [40005, 40006, 41005, 43002, 86020],
  repeatable: true,
  file: (input: { fileName: string; contentType: string; bytes: Uint8Array }) => ({ field: "media", ...input }),
  response: z.object({ type: text, mediaid: z.string().min(1) }),
  read: (answer) => ({ mediaId: answer.mediaid, type: answer.type }),
});
