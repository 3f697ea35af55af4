import { spawnSync } from "node:child_process";

/** Runs a command with its output shown. @returns whether it ended well; false as well when there is no such command. */
export function runVisibly(command: string, args: string[]): boolean {
  console.log(`> ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

/** Installs packages of Debian's. @returns whether they are there now. */
export function installDebianPackages(...names: string[]): boolean {
  runVisibly("apt-get", ["update", "-qq"]);
  return runVisibly("apt-get", ["install", "-y", "-qq", ...names]);
}
