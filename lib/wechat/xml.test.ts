import fc from "fast-check";
import { describe, expect, test } from "vitest";
import file from "./vectors.json" with { type: "json" };
import { readEnvelope, readEvent } from "./xml.ts";

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return "accepted";
};
const refuses = (xml: string) => expect(codeOf(() => readEvent(xml))).toBe("callback_malformed");

describe("reading", () => {
  test("an event reads the same with and without CDATA", () => {
    const plain = "<xml><AppId>wxC</AppId><CreateTime>1562428385</CreateTime><InfoType>authorized</InfoType></xml>";
    const wrapped =
      "<xml>\n<AppId><![CDATA[wxC]]></AppId>\n<CreateTime>1562428385</CreateTime> <InfoType><![CDATA[authorized]]></InfoType>\n</xml>";
    expect({ ...readEvent(wrapped) }).toEqual({ ...readEvent(plain) });
    expect(readEvent(plain).CreateTime).toBe("1562428385");
  });

  test("nested elements, empty ones, repeated items and entities are read", () => {
    const event = readEvent(
      `<?xml version="1.0" encoding="UTF-8"?><xml><info><name>&lt;A&amp;B&#20013;&#x6587;&gt;</name><code></code><phone/></info><List><item>1</item><item>2</item></List></xml>`,
    );
    expect(JSON.parse(JSON.stringify(event))).toEqual({
      info: { name: "<A&B中文>", code: "", phone: "" },
      List: { item: ["1", "2"] },
    });
  });

  test("leading zeros and white space inside CDATA survive", () => {
    const event = readEvent("<xml><A> 007 </A><B><![CDATA[ 007\n]]></B></xml>");
    expect(event.A).toBe("007");
    expect(event.B).toBe(" 007\n");
  });

  test("lists that WeChat writes by repetition become arrays, four levels down and with CDATA on its own line", () => {
    const event = readEvent(`<xml><Event>\n  <![CDATA[subscribe_msg_popup_event]]>\n</Event><SubscribeMsgPopupEvent>
      <List><TemplateId><![CDATA[a]]></TemplateId></List><List><TemplateId><![CDATA[b]]></TemplateId></List>
      </SubscribeMsgPopupEvent><SendPicsInfo><PicList><item><PicMd5Sum>1</PicMd5Sum></item></PicList></SendPicsInfo></xml>`);
    expect(JSON.parse(JSON.stringify(event))).toEqual({
      Event: "subscribe_msg_popup_event",
      SubscribeMsgPopupEvent: { List: [{ TemplateId: "a" }, { TemplateId: "b" }] },
      SendPicsInfo: { PicList: { item: [{ PicMd5Sum: "1" }] } },
    });
  });

  test("both envelopes are read, with the receiver they name", () => {
    expect(readEnvelope("<xml><AppId>wxC</AppId><Encrypt>abc=</Encrypt></xml>")).toEqual({
      appId: "wxC",
      encrypted: "abc=",
    });
    expect(
      readEnvelope("<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[abc=]]></Encrypt></xml>"),
    ).toEqual({
      toUserName: "gh_1",
      encrypted: "abc=",
    });
    expect(codeOf(() => readEnvelope("<xml><ToUserName>a</ToUserName></xml>"))).toBe("callback_malformed");
  });

  test("the plaintext of every published XML vector is read or refused, never mistaken", () => {
    const read = file.vectors.filter(
      (each) => each.plaintext.startsWith("<xml>") && codeOf(() => readEvent(each.plaintext)) === "accepted",
    );
    expect(read.map((each) => each.id)).toContain("E");
  });
});

describe("refusing", () => {
  test.each([
    ["a doctype", '<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>1</A></xml>'],
    ["a doctype inside", "<xml><!DOCTYPE a><A>1</A></xml>"],
    ["a comment", "<xml><!-- a --><A>1</A></xml>"],
    ["a processing instruction", "<xml><?php x ?><A>1</A></xml>"],
    ["an unknown entity", "<xml><A>&nbsp;</A></xml>"],
    ["a bare ampersand", "<xml><A>a & b</A></xml>"],
    ["a surrogate reference", "<xml><A>&#xd800;</A></xml>"],
    ["a reference beyond Unicode", "<xml><A>&#x110000;</A></xml>"],
    ["a NUL reference", "<xml><A>&#0;</A></xml>"],
    ["attributes", '<xml a="1"><A>1</A></xml>'],
    ["a duplicate element", "<xml><A>1</A><A>2</A></xml>"],
    ["__proto__", "<xml><__proto__><A>1</A></__proto__></xml>"],
    ["constructor", "<xml><constructor>1</constructor></xml>"],
    ["five levels below the root", "<xml><a><b><c><d><e>1</e></d></c></b></a></xml>"],
    ["a text element that appears both as text and as a list", "<xml><A>1</A><A><B>2</B></A></xml>"],
    ["a wrong closing tag", "<xml><A>1</B></xml>"],
    ["a longer closing tag", "<xml><A>1</AB></xml>"],
    ["an unclosed element", "<xml><A>1</A>"],
    ["an unclosed CDATA", "<xml><A><![CDATA[1</A></xml>"],
    ["something after the root", "<xml><A>1</A></xml><xml/>"],
    ["another root", "<html><A>1</A></html>"],
    ["text beside elements", "<xml>a<A>1</A></xml>"],
    ["nothing", ""],
    ["64 KB and more", `<xml><A>${"a".repeat(65_536)}</A></xml>`],
  ])("%s", (_what, xml) => refuses(xml));

  test("no sequence of XML fragments does anything but read or refuse, quickly", () => {
    const fragment = fc.oneof(
      fc.constantFrom(
        "<xml>",
        "</xml>",
        "<A>",
        "</A>",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&",
        "<!",
        "<",
        ">",
        "/>",
        "&#",
        ";",
        " ",
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 200 }), (fragments) => {
        expect(codeOf(() => readEvent(fragments.join("")))).toMatch(/^(accepted|callback_malformed)$/);
      }),
      { numRuns: 500 },
    );
  });

  test("the worst shapes at full size are dealt with at once", () => {
    const size = 65_000;
    const shapes = ["<", "<a>", "<![CDATA[", "&", "&amp;", "&#", "]]>", " "].map(
      (part) => `<xml><A>${part.repeat(Math.floor(size / part.length))}`,
    );
    const startedMs = performance.now();
    for (const shape of shapes) refuses(shape);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
