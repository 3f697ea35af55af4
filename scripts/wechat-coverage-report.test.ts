import { expect, test } from "vitest";
import { endpoints } from "#lib/wechat/index.ts";
import { compareCoverage, renderCoverage } from "./wechat-coverage-report.ts";

const binding = endpoints.filter((endpoint) => endpoint.path === "/cgi-bin/open/bind");
const registering = endpoints.filter((endpoint) => endpoint.path === "/cgi-bin/component/fastregisterweapp");

test("documented errcodes are told apart by whether they were served, others by whether any call may give them", () => {
  const served = { "0": 4, "89000": 2, "48001": 1, "87012": 1 };
  const [row] = compareCoverage(binding, { endpoints: [{ path: "/cgi-bin/open/bind", served }] });
  expect(row).toEqual({
    path: "/cgi-bin/open/bind",
    section: "D",
    succeeded: 4,
    served: [{ errcode: 89000, times: 2 }],
    never: [40013, 89001, 89003, 89004, 89036],
    unnamed: [
      { errcode: 48001, times: 1, common: true },
      { errcode: 87012, times: 1, common: false },
    ],
    known: true,
  });
});

test("calls that share an address share a row", () => {
  expect(registering).toHaveLength(2);
  expect(compareCoverage(registering, { endpoints: [] })).toHaveLength(1);
});

test("an address the simulator does not know is said to be unknown, not merely never called", () => {
  const [missing] = compareCoverage(binding, { endpoints: [] });
  expect(missing).toMatchObject({ known: false, succeeded: 0 });
  expect(renderCoverage(compareCoverage(binding, { endpoints: [] }))).toContain("does not know this address");
});

test("the report begins with totals and lists what was never served", () => {
  const answer = {
    endpoints: [{ path: "/cgi-bin/open/bind", served: { "0": 1, "89000": 2, "89004": 1, "41001": 3 } }],
  };
  expect(renderCoverage(compareCoverage(binding, answer))).toBe(
    "1 addresses, 1 answered with success; 2 of 6 documented errcodes served.\n\n" +
      "/cgi-bin/open/bind  §D\n  success: 1\n  served:  89000 (2), 89004 (1)\n  never:   40013, 89001, 89003, 89036\n" +
      "  common:  41001 (3)\n",
  );
});
