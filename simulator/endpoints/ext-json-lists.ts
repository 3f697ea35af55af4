import type { MiniProgram } from "../mini-program-model.ts";
import { demand } from "../refusal.ts";
import { isRecord } from "./fields.ts";

/** Location interfaces that app.json may list; each needs an approved application. */
const PRIVATE_INFOS = [
  "getFuzzyLocation",
  "getLocation",
  "onLocationChange",
  "startLocationUpdate",
  "startLocationUpdateBackground",
  "chooseLocation",
  "choosePoi",
  "chooseAddress",
];

/** Plugins of ext_json: version 80066, provider 80067, not added to this Mini Program 80082. */
export function checkPlugins(program: MiniProgram, plugins: unknown): void {
  if (plugins === undefined) return;
  demand(isRecord(plugins), 85048);
  for (const plugin of Object.values(plugins)) {
    demand(isRecord(plugin), 85048);
    const provider = String(plugin.provider ?? "");
    demand(/^wx[0-9a-f]{16}$/.test(provider), 80067);
    demand(/^(\d+\.\d+\.\d+|dev|latest)$/.test(String(plugin.version ?? "")), 80066);
    demand(program.conditions.plugins?.includes(provider) ?? true, 80082);
  }
}

/** requiredPrivateInfos of ext_json: not a list 85310, no such interface 85311, conflicting ones 85312. */
export function checkPrivateInfos(infos: unknown): void {
  if (infos === undefined) return;
  demand(Array.isArray(infos), 85310);
  demand(
    infos.every((info) => PRIVATE_INFOS.includes(info as string)),
    85311,
  );
  const fuzzy = infos.includes("getFuzzyLocation");
  const exact = infos.some((info) => info === "getLocation" || String(info).includes("LocationUpdate"));
  demand(!(fuzzy && exact), 85312);
}
