/** What `GET /` answers to somebody who opens the simulator's address in a browser. */
export const HOME = `Hufu simulator: a WeChat third-party platform on your machine.
虎符模拟器：在本机模拟微信开放平台（第三方平台）。

Use this address in your SDK instead of https://api.weixin.qq.com, https://mp.weixin.qq.com
and https://open.weixin.qq.com.

  GET  /_sim/credentials      appids, secrets, token, EncodingAESKey, ticket
  GET  /_sim/accounts         merchants' accounts
  GET  /_sim/coverage         every endpoint and what it has answered so far
  GET  /_sim/ledger?since=0   every call and push
  GET  /_sim/pushes           how the latest pushes were received
  POST /_sim/clock/advance    {"seconds":7200}
  POST /_sim/faults           {"path":"/wxa/*","kind":"errcode","errcode":-1,"times":1}

All of it: docs/simulator.md
`;
