/** The platform that the servers under load are connected to. */
export const platform = {
  componentAppId: "wx00000000000000c0",
  name: "bench",
  appSecret: "0".repeat(32),
  token: "benchtoken",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};
