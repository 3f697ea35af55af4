import { type Endpoint, ok } from "../call.ts";
import { base64url } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import { DEVELOPMENT, programOf } from "./code.ts";

const MAX_IMAGE_BYTES = 2 * 1_048_576;
const MAX_VIDEO_BYTES = 10 * 1_048_576;
const THREE_DAYS_MS = 3 * 86_400_000;

/** Pictures and films for submit_audit's preview (wire F.1). */
export const mediaEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/uploadmedia",
    methods: ["POST"],
    body: "multipart",
    handle(call) {
      const file = call.uploads.find((upload) => upload.name === "media") ?? call.uploads[0];
      demand(file, 41005);
      demand(file.bytes.length > 0, 41005);
      demand(file.whole, 86020);
      const type = mediaType(file.bytes);
      demand(type, 40005);
      demand(file.bytes.length <= (type === "video" ? MAX_VIDEO_BYTES : MAX_IMAGE_BYTES), 40006);
      const { world, account } = call;
      const mediaid = base64url(64, world.seed, "media", account.appid, world.sequence++);
      programOf(call).media.set(mediaid, { type, expiresAt: call.now + THREE_DAYS_MS });
      return ok({ type, mediaid });
    },
  },
];

/** What the first bytes say: image (JPEG, PNG, GIF, BMP) or video (MP4). */
export function mediaType(bytes: Buffer): "image" | "video" | null {
  if (bytes.length === 0) refuse(44001);
  const starts = (...codes: number[]) => codes.every((code, nth) => bytes[nth] === code);
  if (starts(0xff, 0xd8, 0xff) || starts(0x89, 0x50, 0x4e, 0x47)) return "image";
  if (starts(0x47, 0x49, 0x46) || starts(0x42, 0x4d)) return "image";
  return bytes.subarray(4, 8).toString("latin1") === "ftyp" ? "video" : null;
}
