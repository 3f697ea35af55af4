import { type Call, type Endpoint, ok } from "../call.ts";
import type { Account } from "../model.ts";
import { demand } from "../refusal.ts";
import { granted } from "./authorization.ts";
import { textField } from "./fields.ts";
import { checkComponent } from "./tickets.ts";

/** Option → allowed values (wire B.2). */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  location_report: ["0", "1", "2"],
  voice_recognize: ["0", "1"],
  customer_service: ["0", "1"],
};

/**
 * Options of an authorized account. The sources disagree about token and path, so the
 * component's or the account's token is taken, with and without `api_`.
 */
export const optionEndpoints: readonly Endpoint[] = ["", "api_"].flatMap((prefix): Endpoint[] => [
  {
    path: `/cgi-bin/component/${prefix}get_authorizer_option`,
    methods: ["POST"],
    token: "either",
    body: "required",
    handle(call) {
      const account = accountIn(call);
      const name = optionName(call);
      return {
        authorizer_appid: account.appid,
        option_name: name,
        option_value: account.options?.get(name) ?? "0",
      };
    },
  },
  {
    path: `/cgi-bin/component/${prefix}set_authorizer_option`,
    methods: ["POST"],
    token: "either",
    body: "required",
    handle(call) {
      const account = accountIn(call);
      const name = optionName(call);
      const value = String(call.body.option_value ?? "");
      demand(OPTIONS[name]?.includes(value), 61013);
      demand(name !== "customer_service" || !call.world.settings.customerServiceReadOnly, 61025);
      account.options ??= new Map();
      account.options.set(name, value);
      return ok();
    },
  },
]);

function accountIn(call: Call): Account {
  if (call.body.component_appid) checkComponent(call);
  if (call.account) {
    const named = call.body.authorizer_appid;
    demand(!named || named === call.account.appid, 40013);
    return call.account;
  }
  const appid = textField(call.body, "authorizer_appid", 41002);
  return granted(call, appid, 61003).account;
}

function optionName(call: Call): string {
  const name = textField(call.body, "option_name", 61012);
  demand(Object.hasOwn(OPTIONS, name), 61012);
  return name;
}
