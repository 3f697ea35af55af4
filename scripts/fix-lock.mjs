// After `npm install`: adds to package-lock.json the optional packages of other platforms that the
// registry at hand did not carry, so that `npm ci` accepts the lock everywhere.
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
const packages = lock.packages;
const systems = {
  darwin: /darwin|macos/,
  win32: /win32|windows/,
  freebsd: /freebsd/,
  android: /android/,
  openbsd: /openbsd/,
  netbsd: /netbsd/,
  linux: /linux/,
  aix: /aix/,
  sunos: /sunos/,
  openharmony: /openharmony/,
};
const processors = {
  arm64: /arm64/,
  x64: /x64/,
  ia32: /ia32|i686|-x86/,
  wasm32: /wasm/,
  arm: /armhf|arm-|armv7|-arm\b/,
  riscv64: /riscv64/,
  ppc64: /ppc64/,
  s390x: /s390x/,
  loong64: /loong64/,
  mips64el: /mips64el/,
};
const pick = (table, name) => Object.keys(table).find((key) => table[key].test(name));

/** Whether `name` resolves from the package at `from`, walking up as Node does. */
function resolves(name, from) {
  for (let at = from; ; ) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (at === "") return false;
    const cut = at.lastIndexOf("node_modules/");
    at = cut <= 0 ? "" : at.slice(0, cut - 1);
  }
}

let added = 0;
for (const [from, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolves(name, from) || !/^\d/.test(version)) continue;
    const short = name.replace(/^@[^/]+\//, "");
    const os = pick(systems, short);
    const cpu = pick(processors, short);
    packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(cpu && { cpu: [cpu] }),
      ...(os && { os: [os] }),
      ...(entry.dev && { dev: true }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} entries added\n`);
