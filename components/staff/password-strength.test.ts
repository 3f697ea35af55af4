import { describe, expect, it } from "vitest";
import { passwordStrength } from "./password-strength.ts";

describe("the strength of a password", () => {
  it("is short below twelve characters, whatever they are", () => {
    expect(passwordStrength("aB3$xY9!kL2")).toBe("short");
  });

  it("is weak when it is made of repeats, runs or well-known words", () => {
    for (const password of ["aaaaaaaaaaaaaaaa", "abcdefghijklmnop", "1234567890123456", "passwordpassword"])
      expect(passwordStrength(password), password).toBe("weak");
  });

  it("does not count the person's own name or e-mail", () => {
    expect(passwordStrength("linxiao-linxiao-7", ["linxiao"])).toBe("weak");
  });

  it("grows with length and variety", () => {
    expect(passwordStrength("tea house rain")).toBe("fair");
    expect(passwordStrength("seven bronze tigers cross the river")).toBe("strong");
    expect(passwordStrength("虎符一半在君一半在将7Qx!")).toBe("strong");
  });
});
