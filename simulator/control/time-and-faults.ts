import { CALL_FAULTS, type Fault, type FaultKind, PUSH_FAULTS } from "../faults.ts";
import { setDailyLimit } from "../quotas.ts";
import { travel } from "../travel.ts";
import { ControlError, type ControlHandler } from "./control.ts";

const DEFAULT_LATENCY_MS = 1_000;
/** Also the longest wait that Node's timers know, in ms. */
const MAX_COUNT = 2 ** 31 - 1;
const MAX_ADVANCE_S = 10 * 365 * 86_400;

/** `POST /_sim/clock/advance`: moves virtual time and fires what falls due. */
export const advanceClock: ControlHandler = async ({ world, body }) => {
  const { seconds } = body;
  if (typeof seconds !== "number" || seconds < 0 || seconds > MAX_ADVANCE_S) {
    throw new ControlError(400, `seconds must be a number from 0 to ${MAX_ADVANCE_S} (ten years)`);
  }
  await travel(world, seconds * 1000);
  return { now: Math.floor(world.clock.now() / 1000) };
};

/** `GET /_sim/clock` */
export const readClock: ControlHandler = ({ world }) => ({
  now: Math.floor(world.clock.now() / 1000),
});

/** `POST /_sim/faults`: the next calls or pushes that match meet this fault. */
export const addFault: ControlHandler = ({ world, body }) => {
  const { path, kind, times, rate, latency_ms, errcode } = body;
  if (typeof path !== "string" || path === "") {
    throw new ControlError(400, "path must be an endpoint path or a push kind");
  }
  const kinds: readonly string[] = [...CALL_FAULTS, ...PUSH_FAULTS];
  if (typeof kind !== "string" || !kinds.includes(kind)) {
    throw new ControlError(400, `kind must be one of ${kinds.join(", ")}`);
  }
  const fault: Fault = {
    path,
    kind: kind as FaultKind,
    times: times === undefined || times === null ? null : count("times", times),
    rate: rate === undefined ? 1 : fractionOf(rate),
    latencyMs: latency_ms === undefined ? DEFAULT_LATENCY_MS : count("latency_ms", latency_ms),
    errcode: errcodeOf(errcode),
  };
  if (fault.times !== 0) world.faults.add(fault);
  return {};
};

/** `DELETE /_sim/faults` */
export const clearFaults: ControlHandler = ({ world }) => {
  world.faults.clear();
  return {};
};

/** `POST /_sim/settings`: readings and speeds; answers with what holds now. */
export const editSettings: ControlHandler = ({ world, body }) => {
  const settings = world.settings as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(settings, name)) throw new ControlError(400, `there is no setting ${name}`);
    const most = name.endsWith("Rate") ? 1 : Number.MAX_SAFE_INTEGER;
    if (typeof value !== "number" || value < 0 || value > most) {
      throw new ControlError(400, `${name} must be a number from 0 to ${most}`);
    }
  }
  Object.assign(settings, body);
  return settings;
};

/** `GET /_sim/settings` */
export const readSettings: ControlHandler = ({ world }) => world.settings;

/** `POST /_sim/quotas`: `{path, daily_limit}` before 45009. */
export const setQuota: ControlHandler = ({ world, body }) => {
  if (typeof body.path !== "string" || !body.path.startsWith("/")) {
    throw new ControlError(400, "path must be an endpoint path");
  }
  setDailyLimit(world, body.path, count("daily_limit", body.daily_limit));
  return {};
};

function count(name: string, value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 0) {
    throw new ControlError(400, `${name} must be a whole number`);
  }
  if ((value as number) > MAX_COUNT) throw new ControlError(400, `${name} must be at most ${MAX_COUNT}`);
  return value as number;
}

function errcodeOf(value: unknown): number {
  if (value === undefined) return -1;
  if (!Number.isInteger(value)) throw new ControlError(400, "errcode must be a whole number");
  return value as number;
}

function fractionOf(value: unknown): number {
  if (typeof value !== "number" || value < 0 || value > 1) {
    throw new ControlError(400, "rate must be between 0 and 1");
  }
  return value;
}
