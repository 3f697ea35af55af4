import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The least that Node can do: reads the body and answers with the bytes of its argument. */
const answer = Buffer.from(process.argv[2] ?? "{}");
const headers = { "content-type": "application/json; encoding=utf-8", "content-length": answer.length };
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    response.writeHead(200, headers);
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
