export type Device = "pc" | "phone";

/** Which way in fits the browser; the other stays one link away. */
export function deviceOf(userAgent: string | null): Device {
  return /\b(?:Mobile|Android|iPhone|iPad|MicroMessenger|HarmonyOS|OpenHarmony)\b/i.test(userAgent ?? "") &&
    !/\bWindowsWechat|MacWechat\b/i.test(userAgent ?? "")
    ? "phone"
    : "pc";
}
