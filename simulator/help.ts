/** What `--help` prints. */
export const HELP = `Hufu simulator: a WeChat third-party platform (微信第三方平台) on your machine.

  npx hufu-simulator [options]           in a checkout of Hufu
  npm run -s simulator -- [options]      the same

Where
  --port N             port to listen on; 0: any free one (HUFU_SIMULATOR_PORT; default 4280)
  --host H             address to listen on (default 127.0.0.1)
  --public-url U       address that browsers and phones use, if another one
  --events-url U       your authorization-event URL; {component_appid} is replaced
  --messages-url U     your message-event URL; {component_appid} and $APPID$ are replaced

What is there
  --seed S             the same seed gives the same world (default hufu)
  --accounts N         merchants' accounts (HUFU_SIM_ACCOUNTS; default 1000)
  --authorized N       of which authorized at the start (HUFU_SIM_AUTHORIZED; default 120)
  --state F            keep grants, code, reviews and time in this file from one start to the next

Time
  --start-at T         time at the start: 2026-11-20T10:00:00+08:00, or Unix seconds (default: now)
  --still              time stands still; only POST /_sim/clock/advance moves it
  --review-seconds N   from submit_audit to the verdict (default 20)
  --scan-seconds N     length of the privacy scan after a commit (default 2)
  --retry-seconds N    between the three attempts of a push (default 5)

  --log                one line on stderr for each call and push
  --version, --help

When it listens it prints {"ready":true,"url":"http://127.0.0.1:PORT"} as the first line on stdout; everything else
goes to stderr. Ctrl-C or SIGTERM ends it with 0; a wrong option gives 2, a port in use 1.

Use its address instead of https://api.weixin.qq.com, https://mp.weixin.qq.com and https://open.weixin.qq.com:

  S=http://127.0.0.1:4280
  curl -s $S/_sim/credentials                                    appids, secrets, keys, ticket
  curl -s "$S/_sim/accounts?limit=5"                             merchants' accounts
  curl -s $S/_sim/clock/advance -d '{"seconds":7200}'            two hours later
  curl -s $S/_sim/faults -d '{"path":"/wxa/commit","kind":"errcode","errcode":-1,"times":1}'
  curl -s $S/_sim/coverage                                       what was called, and what it answered

The main job step by step, SDKs of all languages, recipes: docs/simulator.md
`;
