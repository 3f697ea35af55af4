/** Events of one account, or of the platform itself, are worked one after the other. */
export interface Lane extends Record<string, unknown> {
  componentAppId: string;
  appId: string | null;
}

/** Kind of the job that works a lane; its unique key is the lane. */
export const workLaneKind = "callbacks.work_lane";

export function laneKey(lane: { componentAppId: string; appId: string | null }): string {
  return `${lane.componentAppId}:${lane.appId ?? ""}`;
}
