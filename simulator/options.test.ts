import { expect, test } from "vitest";
import { HELP } from "./help.ts";
import { readOptions, UsageError } from "./options.ts";

const read = (line: string, environment: Record<string, string> = {}) => {
  const wish = readOptions(line === "" ? [] : line.split(" "), environment, "1.2.3");
  return "start" in wish ? wish.start : wish.print;
};

test("without a word it starts on port 4280 with real time", () => {
  expect(read("")).toMatchObject({ port: 4280, pace: "running", startAt: undefined, eventsUrl: null, settings: {} });
});

test("options win over the environment", () => {
  const environment = { HUFU_SIMULATOR_PORT: "1", HUFU_SIM_ACCOUNTS: "2", HUFU_SIM_AUTHORIZED: "3" };
  expect(read("", environment)).toMatchObject({ port: 1, accounts: 2, authorized: 3 });
  expect(read("--port 0 --accounts 0 --authorized 7", environment)).toMatchObject({
    ...{ port: 0, accounts: 0, authorized: 7 },
  });
  expect(read("", { HUFU_SIMULATOR_PORT: "" })).toMatchObject({ port: 4280 });
});

test("the start may be told as a date or in Unix seconds, and time may stand still", () => {
  const startAt = Date.UTC(2026, 10, 20, 2, 0, 0);
  expect(read("--start-at 2026-11-20T10:00:00+08:00 --still")).toMatchObject({ startAt, pace: "still" });
  expect(read(`--start-at ${startAt / 1000}`)).toMatchObject({ startAt, pace: "running" });
});

test("speeds are settings", () => {
  expect(read("--review-seconds 1 --scan-seconds 0 --retry-seconds 3")).toMatchObject({
    settings: { reviewSeconds: 1, scanSeconds: 0, pushRetryMs: 3_000 },
  });
});

test("help names every option, and the version is told", () => {
  expect(read("--help")).toBe(HELP);
  expect(read("-v")).toBe("hufu-simulator 1.2.3\n");
  for (const name of Object.keys(read("") as object)) {
    const option = { stateFile: "state", pace: "still", settings: "review-seconds" }[name] ?? name;
    expect(HELP).toContain(`--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  }
});

test.each([
  ["--colour blue", "Unknown option '--colour'"],
  ["blue", "Unexpected argument 'blue'"],
  ["--port", "argument missing"],
  ["--port http", '--port must be a whole number from 0 to 65535, not "http"'],
  ["--port 70000", "--port must be"],
  ["--port=-1", "--port must be"],
  ["--accounts 1.5", "--accounts must be"],
  ["--events-url localhost:3000", "--events-url must be an http or https URL"],
  ["--public-url nowhere", "--public-url must be"],
  ["--start-at yesterday", "--start-at must be a time"],
  ["--state=", "--state must not be empty"],
])("%s is refused in one line", (line, words) => {
  expect(() => read(line)).toThrow(UsageError);
  expect(() => read(line)).toThrow(words);
  expect(() => read(line)).not.toThrow("\n");
});

test("a bad value in the environment is told by the variable's name", () => {
  expect(() => read("", { HUFU_SIM_ACCOUNTS: "many" })).toThrow("HUFU_SIM_ACCOUNTS must be a whole number");
});
