import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { originOf } from "#lib/api/index.ts";
import type { Context, Services } from "#lib/core/context.ts";
import { contextOfSession, sessionLifeMs, signIn, signInProblem, signOut } from "#lib/staff/index.ts";

/**
 * next-auth, kept small: it checks the password through lib/staff and carries the session id in an
 * encrypted cookie. Only this folder's route imports it: under plain Node the provider has another shape.
 */
export function authOptions(services: Services, headers: Headers): NextAuthOptions {
  const { env, log, clock } = services;
  const secure = env.publicUrl.startsWith("https:");
  const origin = originOf(headers, clock.now());
  return {
    secret: env.sessionSecret,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionLifeMs / 1_000 },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(given) {
          const ctx: Context = { ...services, actor: { kind: "anonymous" }, origin };
          const email = given?.email ?? "";
          const password = given?.password ?? "";
          try {
            // Bounded before anything is hashed or looked up.
            if (email.length > 320 || password.length > 200) throw new Error("too long");
            const { staffId, name, sessionId } = await signIn(ctx, { email, password });
            return { id: staffId, name, sessionId };
          } catch (error) {
            const problem = signInProblem(error);
            if (problem === "unexpected") log.error({ err: error, requestId: origin.requestId }, "sign-in failed");
            throw new Error(problem);
          }
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (user) token.sid = (user as { sessionId?: string }).sessionId;
        return token;
      },
      // Only what a page may show; who one is and may do comes from the API.
      session: ({ session }) => ({ expires: session.expires }),
      // Relative or our own: never an address from elsewhere.
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !url.startsWith("//") && !url.startsWith("/\\")
          ? `${baseUrl}${url}`
          : URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin
            ? url
            : baseUrl,
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await signOut(await contextOfSession(services, origin, token.sid));
      },
    },
    logger: {
      error: (code) => log.warn({ code }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}
