import type { Clock } from "#lib/core/clock.ts";
import { type Circuit, type CircuitOptions, createCircuit } from "./circuit.ts";
import type { CircuitState } from "./endpoints/endpoint.ts";
import { createTransport, type Transport } from "./transport.ts";

/** Extra sends a platform may make at once before it has to earn them again. */
const maxExtraSends = 20;

/** What one platform has of its own: its circuit, its connections, its allowance of repeated sends. */
export interface Lane {
  circuit: Circuit;
  transport: Transport;
  /** Every call earns a tenth of an extra send. */
  earn(): void;
  /** @returns false when too many extra sends were made already. */
  mayRepeat(): boolean;
  spend(): void;
}

export interface LaneOptions {
  clock: Clock;
  circuit?: CircuitOptions;
  transport?: Transport;
}

/** One lane per platform, so that the trouble of one does not hold up the others. */
export function createLanes(options: LaneOptions) {
  const lanes = new Map<string, Lane>();
  return {
    of(componentAppId: string): Lane {
      const found = lanes.get(componentAppId);
      if (found) return found;
      const made = createLane(options);
      lanes.set(componentAppId, made);
      return made;
    },
    circuits(): CircuitState[] {
      return [...lanes].map(([componentAppId, { circuit }]) => ({ componentAppId, openSince: circuit.openSince }));
    },
  };
}

function createLane(options: LaneOptions): Lane {
  let extraSends = maxExtraSends;
  return {
    circuit: createCircuit(options.clock, options.circuit),
    transport: options.transport ?? createTransport(),
    earn() {
      extraSends = Math.min(maxExtraSends, extraSends + 0.1);
    },
    mayRepeat: () => extraSends >= 1,
    spend() {
      extraSends -= 1;
    },
  };
}
