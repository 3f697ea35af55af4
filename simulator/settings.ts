/** Readings of the wire that WeChat's own pages disagree about, and the speeds of simulated work. */
export interface Settings {
  /** Seconds a pre_auth_code lives: 1800 (docs text), 600 (docs sample). */
  preAuthCodeSeconds: number;
  /** Seconds an authorization code lives: 3600 (real events), 600 (docs sample). */
  authCodeSeconds: number;
  /** 1: an authorization code can be redeemed again while it lives; 0: that gives 61009. */
  authCodeReusable: number;
  /** 1: set_authorizer_option of customer_service gives 61025. */
  customerServiceReadOnly: number;
  /** 48001 or 61007 when the open-account set (24/25) is missing. */
  openSetMissingErrcode: 48001 | 61007;
  /** Seconds from submit_audit to the verdict. */
  reviewSeconds: number;
  /** Seconds from commit to the end of the privacy scan. */
  scanSeconds: number;
  /** Seconds a commit or submission takes, during which another one gets 9402202; 0: it is done at once. */
  operationSeconds: number;
  /** Real milliseconds a receiver has to answer a push. */
  pushTimeoutMs: number;
  /** Virtual milliseconds between the attempts of a push. */
  pushRetryMs: number;
  /** Chance that a push is still sealed with the EncodingAESKey before the last rotation. */
  previousKeyRate: number;
  /** Calls of one path a day, per platform or account, before 45009. */
  dailyLimit: number;
  /** Chances of a seeded verdict; the rest is approved. */
  rejectRate: number;
  delayRate: number;
}

/** The settings a fresh simulator of `accounts` accounts runs with. */
export function defaultSettings(accounts: number): Settings {
  return {
    preAuthCodeSeconds: 1800,
    authCodeSeconds: 3600,
    authCodeReusable: 0,
    customerServiceReadOnly: 0,
    openSetMissingErrcode: 48001,
    reviewSeconds: 20,
    scanSeconds: 2,
    operationSeconds: 0,
    pushTimeoutMs: 5000,
    pushRetryMs: 5000,
    previousKeyRate: 0,
    dailyLimit: 100_000 + accounts * 20,
    rejectRate: 0.1,
    delayRate: 0.05,
  };
}
