import { type Endpoint, ok } from "../call.ts";
import { base64url } from "../random.ts";
import { demand } from "../refusal.ts";
import { programOf } from "./code.ts";
import { isRecord, textField } from "./fields.ts";
import { mediaType } from "./media.ts";

const OPENID = /^o[\w-]{10,40}$/;
const THREE_DAYS_MS = 3 * 86_400_000;
const OUTBOX_KEPT = 1_000;

/** Customer-service messages and ordinary temporary media (wire J.15, F.3). */
export const messageEndpoints: readonly Endpoint[] = [
  {
    path: "/cgi-bin/message/custom/send",
    methods: ["POST"],
    token: "account",
    sets: [1, 6, 19],
    body: "required",
    handle(call) {
      const { world, account } = call;
      const toUser = textField(call.body, "touser", 40003);
      demand(OPENID.test(toUser), 40003);
      const type = textField(call.body, "msgtype", 40097);
      const text = isRecord(call.body.text) ? String(call.body.text.content ?? "") : "";
      demand(type !== "text" || text !== "", 44002);
      world.outbox.push({ appid: account.appid, toUser, type, text, at: call.now });
      if (world.outbox.length > OUTBOX_KEPT) world.outbox.shift();
      return ok();
    },
  },
  {
    path: "/cgi-bin/media/upload",
    methods: ["POST"],
    token: "account",
    body: "multipart",
    handle(call) {
      const file = call.uploads[0];
      demand(file, 41005);
      const type = mediaType(file.bytes);
      demand(type, 40005);
      const { world, account } = call;
      const media_id = base64url(64, world.seed, "temporary", world.sequence++);
      if (account.kind === "mini_program") {
        programOf(call).media.set(media_id, { type, expiresAt: call.now + THREE_DAYS_MS });
      }
      return { type, media_id, created_at: Math.floor(call.now / 1000) };
    },
  },
];
