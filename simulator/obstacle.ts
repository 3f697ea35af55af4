/** Why WeChat's page would not go on; the pages put it in words. */
export type Obstacle =
  | "no_platform"
  | "unpublished"
  | "invalid_code"
  | "used_code"
  | "expired_code"
  | "wrong_kind"
  | "wrong_account"
  | "no_account"
  | "exclusive_sets"
  | "no_sets";

/** Thrown by the page and by the control API, never on the wire. */
export class Obstructed extends Error {
  readonly obstacle: Obstacle;
  constructor(obstacle: Obstacle) {
    super(obstacle);
    this.obstacle = obstacle;
  }
}
