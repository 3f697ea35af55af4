import { describe, expect, test } from "vitest";
import { describePublishing, isReleaseCheckAccount } from "./describe-publishing.ts";
import { reachOf } from "./reach.ts";
import type { PlatformRow } from "./store.ts";

const row = (facts: Partial<PlatformRow> = {}) =>
  ({ releaseCheckedAt: null, publishConfirmedAt: null, publishConfirmedBy: null, ...facts }) as PlatformRow;

describe("what is known of 全网发布", () => {
  test("nothing, then WeChat's check, then an ordinary account, then somebody who looked: the strongest counts", () => {
    expect(describePublishing(row(), null).state).toBe("unknown");
    expect(describePublishing(row({ releaseCheckedAt: 5 }), null)).toMatchObject({ state: "checked", checkedAt: 5 });
    expect(describePublishing(row({ releaseCheckedAt: 5 }), 9)).toMatchObject({ state: "authorized", authorizedAt: 9 });
    const confirmed = row({ publishConfirmedAt: 12, publishConfirmedBy: "Mei" });
    expect(describePublishing(confirmed, 9)).toMatchObject({ state: "confirmed", confirmedBy: "Mei" });
  });

  test("WeChat's two test accounts prove nothing", () => {
    expect(isReleaseCheckAccount("wx570bc396a51b8ff8")).toBe(true);
    expect(isReleaseCheckAccount("wxd101a85aa106f53e")).toBe(true);
    expect(isReleaseCheckAccount("wx0000000000000001")).toBe(false);
  });
});

test.each([
  ["https://hufu.example.cn", "public"],
  ["https://hufu.example.cn:8443", "port"],
  ["http://hufu.example.cn", "plain_http"],
  ["http://127.0.0.1:3000", "private"],
  ["http://localhost:3000", "private"],
  ["https://10.2.3.4", "private"],
  ["https://172.20.0.1", "private"],
  ["https://172.32.0.1", "public"],
  ["https://192.168.1.9", "private"],
  ["https://100.64.3.4", "private"],
  ["https://[::1]:3000", "private"],
  ["https://[fd00::1]", "private"],
  ["https://[2001:db8::1]", "public"],
  ["https://hufu", "private"],
  ["https://hufu.local", "private"],
])("WeChat's way to %s is %s", (url, reach) => {
  expect(reachOf(url)).toBe(reach);
});
