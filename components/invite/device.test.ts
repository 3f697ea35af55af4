import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

test("A phone's browser, and WeChat on a phone, get the phone's way in", () => {
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148")).toBe(
    "phone",
  );
  expect(
    deviceOf("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0"),
  ).toBe("phone");
});

test("A computer, WeChat on a computer and an unknown browser get the QR code", () => {
  expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36")).toBe("pc");
  expect(
    deviceOf(
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 MicroMessenger/7.0 WindowsWechat",
    ),
  ).toBe("pc");
  expect(deviceOf(null)).toBe("pc");
});
