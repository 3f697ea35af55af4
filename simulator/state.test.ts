import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator } from "./start.ts";
import { type Reply, startTestSimulator } from "./testing.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("with a state file, grants, bindings, code and running reviews outlive a restart", async () => {
  const stateFile = join(folder, "state.bin");
  const settings = { rejectRate: 0, delayRate: 0 };
  const first = await startTestSimulator({ stateFile, settings });
  const platform = await first.component();
  const appid = first.fresh("mini_program", (index) => !first.world.accounts[index]?.openAppid)[0] as string;
  const shop = await first.merchant(platform, appid);
  const { open_appid } = await shop.call("/cgi-bin/open/create", {});
  await shop.call("/wxa/commit", { template_id: 1, user_version: "9.9", user_desc: "", ext_json: "{}" });
  await first.send("/_sim/clock/advance", { seconds: 3 });
  const { auditid } = await shop.call("/wxa/submit_audit", { version_desc: "x" });
  await platform.call("/wxa/deletetemplate", { template_id: 0 });
  await first.close();

  const second = await startTestSimulator({ stateFile, settings });
  const again = await second.component();
  expect(again.token).not.toBe(platform.token);
  const refreshed = await again.post("api_authorizer_token", {
    authorizer_appid: appid,
    authorizer_refresh_token: shop.refreshToken,
  });
  const token: string = refreshed.authorizer_access_token;
  const call = (path: string, body?: unknown) => second.send(`${path}?access_token=${token}`, body);
  expect((await call("/cgi-bin/open/get", {})).open_appid).toBe(open_appid);
  expect((await again.call("/wxa/gettemplatelist")).template_list[0].template_id).toBe(1);
  expect((await call("/wxa/get_auditstatus", { auditid })).status).toBe(2);
  await second.send("/_sim/clock/advance", { seconds: 30 });
  expect((await call("/wxa/get_latest_auditstatus")).status).toBe(0);
  expect((await call("/wxa/release", {})).errcode).toBe(0);
  await second.close();

  const third = await startTestSimulator({ stateFile, settings });
  expect(third.world.byAppid.get(appid)?.program?.live.at(-1)?.version.userVersion).toBe("9.9");
  await third.close();
});

test("reviews of names, categories and privacy interfaces that ran at the end go on after a restart", async () => {
  const stateFile = join(folder, "state.bin");
  const settings = { rejectRate: 0, delayRate: 0, reviewSeconds: 600 };
  const first = await startTestSimulator({ stateFile, settings });
  const platform = await first.component();
  const shop = await first.merchant(platform, first.fresh("mini_program")[0] as string);
  const { audit_id } = await shop.call("/wxa/setnickname", { nick_name: "虎符示例茶馆" });
  const licensed = { first: 8, second: 39, certicates: [{ key: "《许可证》", value: "mediaid" }] };
  await shop.call("/cgi-bin/wxopen/addcategory", { categories: [licensed] });
  await shop.call("/wxa/security/apply_privacy_interface", { api_name: "wx.choosePoi", content: "选择门店" });
  await first.close();

  const second = await startTestSimulator({ stateFile, settings });
  await second.send("/_sim/clock/advance", { seconds: 601 });
  const again = await (await second.component()).post("api_authorizer_token", {
    authorizer_appid: shop.appid,
    authorizer_refresh_token: shop.refreshToken,
  });
  const call = (path: string, body?: unknown) =>
    second.send(`${path}?access_token=${again.authorizer_access_token}`, body);
  expect((await call("/wxa/api_wxa_querynickname", { audit_id })).audit_stat).toBe(3);
  const { categories } = await call("/cgi-bin/wxopen/getcategory");
  expect(categories.at(-1)).toMatchObject({ second: 39, audit_status: 3 });
  const { interface_list } = await call("/wxa/security/get_privacy_interface");
  expect(interface_list.find((one: Reply) => one.api_name === "wx.choosePoi").status).toBe(5);
  await second.close();
});

test("a state file of another seed is set aside, not used", async () => {
  const stateFile = join(folder, "state.bin");
  const first = await startTestSimulator({ stateFile });
  await first.component();
  await first.close();
  const second = await startTestSimulator({ stateFile, seed: "other" });
  expect(existsSync(`${stateFile}.old`)).toBe(true);
  expect(second.world.sequence).toBeLessThan(20);
  await second.close();
});

test("kill -9 while it writes leaves a file that can be read, never older than what was saved", async () => {
  const stateFile = join(folder, "state.bin");
  for (const saves of [2, 7]) {
    const child = spawn(process.execPath, [join(import.meta.dirname, "testing-saver.ts"), stateFile]);
    let saved = 0;
    let lines = 0;
    child.stdout.setEncoding("utf8");
    await new Promise<void>((resolve) => {
      child.on("close", () => resolve());
      child.stdout.on("data", (text: string) => {
        const numbers = text.split("\n").filter((line) => line !== "");
        lines += numbers.length;
        saved = Number(numbers.at(-1));
        if (lines >= saves) child.kill("SIGKILL");
      });
    });
    const again = await startSimulator({ accounts: 3_000, authorized: 0, stateFile });
    expect(existsSync(`${stateFile}.old`)).toBe(false);
    expect(again.world.sequence).toBeGreaterThanOrEqual(saved);
    expect(again.world.platforms[0]?.grants.size).toBe(3_000);
    await again.close();
  }
}, 120_000);

test("a damaged file is set aside and the world begins anew", async () => {
  const stateFile = join(folder, "state.bin");
  for (const bytes of ["", "no state at all", '{"version":1}']) {
    writeFileSync(stateFile, bytes);
    const sim = await startTestSimulator({ stateFile });
    expect(readFileSync(`${stateFile}.old`, "utf8")).toBe(bytes);
    expect((await sim.send("/_sim/accounts?limit=0")).total).toBe(200);
    await sim.close();
  }
});

test("a folder that cannot be written is told at the start, not after the first loss", async () => {
  const stateFile = join(folder, "nowhere", "state.bin");
  await expect(startTestSimulator({ stateFile })).rejects.toThrow("cannot be written");
});
