import { randomBytes } from "node:crypto";
import type { OutgoingFile } from "./endpoints/endpoint.ts";

/** One file as multipart/form-data with a length up front: WeChat refuses chunked uploads (41005). */
export function writeMultipart(file: OutgoingFile): { contentType: string; body: Buffer } {
  const boundary = `hufu${randomBytes(16).toString("hex")}`;
  const quoted = (value: string) => value.replace(/["\r\n]/g, "_");
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.fileName)}"\r\n` +
    `Content-Type: ${quoted(file.contentType)}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}
