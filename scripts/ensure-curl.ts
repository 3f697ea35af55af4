import { spawnSync } from "node:child_process";
import { installDebianPackages } from "./run-visibly.ts";

const found = () => spawnSync("curl", ["--version"], { stdio: "ignore" }).status === 0;

/** Makes sure of curl: the commands of docs/simulator.md are run as they stand. @returns whether it is there. */
export function ensureCurl(): boolean {
  return found() || (installDebianPackages("curl") && found());
}
