// Deployments: how long N targets take, calls per second, how much of a given pace is used, duplicates.
// Console and simulator share this process, so the figures are a lower bound.
// Usage: node bench/deployments.ts [--targets 1000] [--paced 300] [--pace 50]

import { getDeployment } from "../lib/deployments/list-deployments.ts";
import { listTargets } from "../lib/deployments/list-targets.ts";
import { openDeploymentWorld } from "../lib/deployments/testing.ts";

const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};
const targets = flag("targets", 1_000);
const paced = flag("paced", 300);
const pace = flag("pace", 50);
const acts = ["/wxa/commit", "/wxa/submit_audit", "/wxa/release"];

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const startedMs = performance.now();
  const result = await work();
  return [(performance.now() - startedMs) / 1_000, result];
}

async function openWith(count: number, timing: Record<string, number> = {}) {
  return openDeploymentWorld("sqlite", { simulator: { seed: "bench" }, miniPrograms: count, timing });
}

{
  const world = await openWith(targets);
  const appIds = world.takeAppIds(targets);
  const [createS, { id }] = await timed(() => world.create({ appIds }));
  console.log(`create ${targets} targets: ${createS.toFixed(2)} s`);
  const first = world.simulator.world.ledger.last;
  let workS = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const [seconds] = await timed(() => (turn === 0 ? world.drain() : world.pass(30_000)));
    workS += seconds;
    if ((await getDeployment(world.releaser, { id })).state === "finished") break;
  }
  const { counts } = await getDeployment(world.releaser, { id });
  const calls = world.simulator.world.ledger.since(first).filter((entry) => entry.direction === "call").length;
  const twice = acts.map((path) => [...world.done(path).values()].filter((times) => times > 1).length);
  console.log(`to the end: ${workS.toFixed(1)} s of work, ${calls} calls, ${Math.round(calls / workS)} calls/s`);
  console.log(`states: ${JSON.stringify(counts)}; done twice (commit, submit, release): ${twice.join(", ")}`);
  const [pageS] = await timed(async () => {
    for (let turn = 0; turn < 50; turn += 1) await listTargets(world.releaser, { id, direction: "next", limit: 50 });
  });
  console.log(`a page of 50 targets: ${((pageS / 50) * 1_000).toFixed(2)} ms`);
  await world.close();
}

{
  const world = await openWith(paced, { callsPerSecond: pace, burst: 1 });
  const { id } = await world.create({ appIds: world.takeAppIds(paced), goal: "trial" });
  const [seconds] = await timed(() => world.drain());
  const commits = [...world.done("/wxa/commit").values()].reduce((sum, times) => sum + times, 0);
  const share = (commits / seconds / pace) * 100;
  console.log(`pace ${pace}/s: ${commits} commits in ${seconds.toFixed(1)} s = ${share.toFixed(0)} % of the limit`);
  if ((await getDeployment(world.releaser, { id })).total !== commits) process.exitCode = 1;
  await world.close();
}
