/** Token and EncodingAESKey as just made or entered, while this page holds them; sealed ones are not shown. */
export interface FreshKeys {
  token?: string | undefined;
  encodingAesKey?: string | undefined;
}
