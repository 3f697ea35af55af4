// A process that saves its state without pause until it is killed; it prints a line after each save.
import { startSimulator } from "./start.ts";

const [stateFile] = process.argv.slice(2);
const { world, save } = await startSimulator({ accounts: 3_000, authorized: 3_000, stateFile });
for (;;) {
  world.sequence++;
  world.ledger.add({
    ...{ at: 0, direction: "call", method: "POST", path: "/", appid: null, component_appid: null },
    ...{ status: 200, errcode: 0 },
  });
  save();
  process.stdout.write(`${world.sequence}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
