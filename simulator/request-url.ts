/**
 * The address of a request. Slashes are merged as WeChat's servers do, because SDKs join a base that ends in one
 * with a path that begins with one. The absolute form is what a client sends to its HTTP proxy: so the simulator
 * can stand in for http://api.weixin.qq.com.
 * @throws TypeError when it is no address
 */
export function requestUrl(target: string): URL {
  const url = new URL(target.startsWith("/") ? `http://simulator${target}` : target);
  if (url.pathname.includes("//")) url.pathname = url.pathname.replace(/\/{2,}/g, "/");
  return url;
}
