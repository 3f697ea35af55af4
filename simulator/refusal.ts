import errmsgs from "./tables/error-codes.json" with { type: "json" };

const texts: Readonly<Record<string, string>> = errmsgs;

/** WeChat's errmsg of a code; codes without one read "error". */
export function errmsgOf(errcode: number): string {
  return texts[errcode] ?? "error";
}

/** Thrown by a handler to answer with an errcode; `rid` is added when the answer is written. */
export class Refusal extends Error {
  readonly errcode: number;
  constructor(errcode: number, errmsg = errmsgOf(errcode)) {
    super(errmsg);
    this.errcode = errcode;
  }
}

/** Refuses the call: `refuse(85014)`. */
export function refuse(errcode: number, errmsg?: string): never {
  throw new Refusal(errcode, errmsg);
}

/** Refuses unless the condition holds. */
export function demand(condition: unknown, errcode: number, errmsg?: string): asserts condition {
  if (!condition) refuse(errcode, errmsg);
}
