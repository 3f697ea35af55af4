import { expect, test } from "vitest";
import { issueComponentToken, sweepTokens } from "./tokens.ts";
import { makeWorld } from "./world.ts";

test("an expired token is remembered for a day, but not when there are hundreds of thousands", () => {
  const world = makeWorld({ accounts: 10, authorized: 0, pace: "still" });
  const [platform] = world.platforms as [(typeof world.platforms)[number]];
  const token = issueComponentToken(world, platform);
  world.clock.advance(25 * 3_600_000);
  expect(world.tokens.has(token)).toBe(true);
  world.clock.advance(2 * 3_600_000);
  expect(world.tokens.has(token)).toBe(false);

  const expired = issueComponentToken(world, platform);
  world.clock.advance(7_200_001);
  const valid = issueComponentToken(world, platform);
  const record = world.tokens.get(valid);
  if (!record) throw new Error("the token is not there");
  for (let nth = 0; nth < 300_000; nth++) world.tokens.set(`${nth}`, record);
  sweepTokens(world);
  expect(world.tokens.has(expired)).toBe(false);
  expect(world.tokens.has(valid)).toBe(true);
});
