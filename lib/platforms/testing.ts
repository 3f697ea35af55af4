import { type Services, systemContext } from "#lib/core/context.ts";
import { connectPlatform } from "./connect-platform.ts";
import type { Platform } from "./contract.ts";

export interface SimulatedCredentials {
  component_appid: string;
  name: string;
  component_appsecret: string;
  token: string;
  encoding_aes_key: string;
  component_verify_ticket: string;
}

/** What the owner of a simulated platform reads in WeChat's console. */
export async function simulatedCredentials(simulatorUrl: string, index = 0): Promise<SimulatedCredentials> {
  const answer = await fetch(`${simulatorUrl}/_sim/credentials`);
  const { platforms } = (await answer.json()) as { platforms: SimulatedCredentials[] };
  const found = platforms[index];
  if (!found) throw new Error(`The simulator has no platform ${index}`);
  return found;
}

/** Connects a simulated platform the way staff would; it has no ticket yet. */
export async function connectSimulatedPlatform(services: Services, simulatorUrl: string, index = 0): Promise<Platform> {
  const found = await simulatedCredentials(simulatorUrl, index);
  return connectPlatform(systemContext(services, "test"), {
    componentAppId: found.component_appid,
    name: found.name,
    appSecret: found.component_appsecret,
    token: found.token,
    encodingAesKey: found.encoding_aes_key,
    demo: true,
  });
}
