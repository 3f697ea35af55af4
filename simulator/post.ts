import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

const plain = new HttpAgent({ keepAlive: true, maxSockets: 64 });
const secure = new HttpsAgent({ keepAlive: true, maxSockets: 64 });

/** HTTP status and body of an answer; status 0 when none came in time. */
export interface PostAnswer {
  readonly status: number;
  readonly body: string;
  /** curl-like word for the cause when status is 0. */
  readonly failure: string | null;
}

/** Posts XML and waits `timeoutMs` of real time for the whole answer, at most 64 KB of it. */
export function postXml(url: URL, body: string, timeoutMs: number): Promise<PostAnswer> {
  return new Promise((resolve) => {
    const secureUrl = url.protocol === "https:";
    const request = (secureUrl ? httpsRequest : httpRequest)(url, {
      method: "POST",
      agent: secureUrl ? secure : plain,
      headers: {
        "content-type": "text/xml",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Mozilla/4.0",
        accept: "*/*",
      },
    });
    const settle = (answer: PostAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    const fail = (failure: string) => settle({ status: 0, body: "", failure });
    const timer = setTimeout(() => {
      fail("timeout");
      request.destroy();
    }, timeoutMs);
    request.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? "error"));
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= 65_536) chunks.push(chunk);
      });
      response.on("error", () => fail("aborted"));
      response.on("end", () =>
        settle({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString("utf8"),
          failure: null,
        }),
      );
    });
    request.end(body);
  });
}
