import fc from "fast-check";

export const nodeCount = 3;

const node = fc.nat({ max: nodeCount - 1 });
const which = fc.nat({ max: 9 });
const kind = <Kind extends string>(name: Kind) => fc.constant(name);

/** What may happen between two looks at the row. `which` counts what is under way, round and round. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: kind("use"), node }) },
  { weight: 5, arbitrary: fc.record({ kind: kind("answer"), which }) },
  // Executed at WeChat, the answer is still under way: the caller may pause, or die, or be overtaken now.
  { weight: 3, arbitrary: fc.record({ kind: kind("arrive"), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind("fail"),
      which,
      how: fc.constantFrom("lost_before" as const, "lost_after" as const, -1, 40001, 42001, 45009, 61023),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kind("wait"),
      ms: fc.constantFrom(1_000, 20_000, 31_000, 145_000, 400_000, 3_600_000, 7_000_000, 7_300_000, 44_000_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("crash"), node }) },
  // Somebody reads the list again, as an import does.
  { weight: 2, arbitrary: fc.record({ kind: kind("sweep"), node }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("authorize") }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("authorize_at_once"), node }) },
  { weight: 3, arbitrary: fc.record({ kind: kind("event"), node, which }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("revoke"), node }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("ticket") }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("ticket_event"), node, which }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("component_fault"), errcode: fc.constantFrom(-1, 45009, 40001) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind("jump"), node, ms: fc.constantFrom(-7_200_000, 3_600_000, 7_200_000) }),
  },
);

export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

export interface Schedule {
  /** How far each process's clock is ahead: machines differ by two minutes at most. */
  skewsMs: number[];
  steps: Step[];
}

/** Schedules; one in four has a clock that jumps by hours. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  skewsMs: fc.array(fc.constantFrom(0, 60_000, 120_000), { minLength: nodeCount, maxLength: nodeCount }),
  steps: fc
    .tuple(fc.array(step, { minLength: 6, maxLength: 24 }), fc.nat({ max: 3 }))
    .map(([steps, chance]) => (chance === 0 ? steps : steps.filter((one) => one.kind !== "jump"))),
});

/** Schedules about one expired token and who holds its lease: far more are overtaken than in the general ones. */
export const takeovers: fc.Arbitrary<Schedule> = narrow(
  { kind: kind("use"), node },
  { kind: kind("arrive"), which },
  { kind: kind("answer"), which },
  { kind: kind("fail"), which, how: fc.constant(45009 as const) },
  { kind: kind("wait"), ms: fc.constant(145_000) },
);

/** Schedules about pages of the list that are under way while the merchant authorizes again. */
export const relistings: fc.Arbitrary<Schedule> = narrow(
  { kind: kind("sweep"), node },
  { kind: kind("arrive"), which },
  { kind: kind("answer"), which },
  { kind: kind("authorize_at_once"), node },
  { kind: kind("wait"), ms: fc.constant(145_000) },
);

function narrow(...shapes: Record<string, fc.Arbitrary<unknown>>[]): fc.Arbitrary<Schedule> {
  const steps = fc.array(fc.oneof(...shapes.map((shape) => fc.record(shape))), { minLength: 4, maxLength: 12 });
  return steps.map((chosen) => ({
    skewsMs: Array.from({ length: nodeCount }, () => 0),
    steps: [{ kind: "wait", ms: 7_300_000 }, ...(chosen as unknown as Step[])],
  }));
}
