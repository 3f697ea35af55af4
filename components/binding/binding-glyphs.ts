import type { StateKind } from "#components/ui/state-glyph.tsx";
import type { BindingState } from "#lib/binding/contract.ts";

/** The sign of each binding state; its word is binding.state.<state>. */
export const bindingGlyphs: Record<BindingState, StateKind> = {
  bound: "bound",
  bound_id_unknown: "boundNoId",
  unbound: "unbound",
  unknown: "unknown",
};
