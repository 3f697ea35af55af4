import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { type CallExpression, type Expression, type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import * as is from "typescript/unstable/ast/is";
import { API } from "typescript/unstable/sync";

export interface KeyUse {
  place: string;
  /** `namespace.key`; of a template only what comes before the first `${`, with `open` set. */
  key: string;
  open: boolean;
}

export interface FixedText {
  place: string;
  text: string;
}

/** Attributes whose text a person reads or hears. */
const spokenAttributes = new Set([
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "alt",
  "aside",
  "cancelLabel",
  "confirmLabel",
  "description",
  "detail",
  "error",
  "header",
  "hint",
  "label",
  "legend",
  "note",
  "placeholder",
  "title",
]);

/** Words that are the same in every language: names, keys, code. */
const sameEverywhere =
  /^(?:Hufu|虎符|WeChat|UnionID|AppID|AppSecret|EncodingAESKey|Token|JSON|ext_json|UTC|⌘K|Ctrl K|Enter|QR|rid|IP|API|OpenAPI|PC|H5|[a-z]\/[a-z])$/;

/** Parses every .ts and .tsx under `folders` with the compiler itself. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  const api = new API({ cwd: root });
  try {
    const config = join(root, "tsconfig.json");
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error("tsconfig.json does not open");
    const files: SourceFile[] = [];
    for (const folder of folders) {
      for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
        if (!/\.tsx?$/.test(name) || name.endsWith(".test.ts")) continue;
        const file = project.program.getSourceFile(join(root, folder, name));
        if (file) files.push(file);
      }
    }
    return files;
  } finally {
    api.close();
  }
}

/** Every key that the file asks of a translator whose namespace is written in the same file. */
export function keyUses(file: SourceFile, root: string): KeyUse[] {
  const uses: KeyUse[] = [];
  const walk = (node: Node, names: ReadonlyMap<string, string>) => {
    const inner = isScope(node) ? new Map([...names, ...translatorsOf(node)]) : names;
    if (is.isCallExpression(node)) {
      const name = translatorName(node);
      const namespace = name === null ? undefined : inner.get(name);
      const argument = node.arguments[0];
      if (namespace !== undefined && argument) {
        for (const { text, open } of keysIn(argument))
          uses.push({ place: placeOf(file, node, root), key: namespace ? `${namespace}.${text}` : text, open });
      }
    }
    node.forEachChild((child) => walk(child, inner));
  };
  walk(file, new Map());
  return uses;
}

/** Visible text that is written in the source instead of in messages/. */
export function fixedTexts(file: SourceFile, root: string): FixedText[] {
  const found: FixedText[] = [];
  const note = (node: Node, text: string) => {
    const words = text.replace(/&\w+;/g, " ").replace(/^[^\p{L}\p{N}⌘]+|[^\p{L}\p{N}]+$/gu, "");
    if (/\p{L}{2,}/u.test(words) && !sameEverywhere.test(words))
      found.push({ place: placeOf(file, node, root), text: words });
  };
  const literals = (node: Expression | undefined) => {
    if (!node) return;
    if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) note(node, node.text);
    else if (is.isConditionalExpression(node)) {
      literals(node.whenTrue);
      literals(node.whenFalse);
    } else if (is.isTemplateExpression(node)) {
      note(node, [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(" "));
    }
  };
  const walk = (node: Node) => {
    if (is.isJsxText(node)) note(node, node.text);
    if (is.isJsxExpression(node) && !is.isJsxAttribute(node.parent)) literals(node.expression);
    if (is.isJsxAttribute(node) && spokenAttributes.has(node.name.getText(file))) {
      const value = node.initializer;
      if (value && is.isStringLiteral(value)) note(value, value.text);
      else if (value && is.isJsxExpression(value)) literals(value.expression);
    }
    node.forEachChild(walk);
  };
  walk(file);
  return found;
}

function isScope(node: Node): boolean {
  return (
    node.kind === SyntaxKind.SourceFile ||
    is.isFunctionDeclaration(node) ||
    is.isFunctionExpression(node) ||
    is.isArrowFunction(node) ||
    is.isMethodDeclaration(node)
  );
}

/** `const t = useTranslations("ns")`, also awaited or out of `Promise.all`, directly in this scope. */
function translatorsOf(scope: Node): [string, string][] {
  const found: [string, string][] = [];
  const walk = (node: Node) => {
    if (node !== scope && isScope(node)) return;
    if (is.isVariableDeclaration(node) && node.initializer) {
      if (is.isIdentifier(node.name)) {
        const namespace = namespaceOf(node.initializer);
        if (namespace !== null) found.push([node.name.text, namespace]);
      } else if (is.isArrayBindingPattern(node.name)) {
        const parts = promised(node.initializer);
        node.name.elements.forEach((element, index) => {
          const part = parts[index];
          const namespace = part ? namespaceOf(part) : null;
          if (namespace !== null && is.isBindingElement(element) && element.name && is.isIdentifier(element.name))
            found.push([element.name.text, namespace]);
        });
      }
    }
    node.forEachChild(walk);
  };
  walk(scope);
  return found;
}

function namespaceOf(node: Expression): string | null {
  const call = is.isAwaitExpression(node) ? node.expression : node;
  if (!is.isCallExpression(call) || !is.isIdentifier(call.expression)) return null;
  if (!["useTranslations", "getTranslations"].includes(call.expression.text)) return null;
  const argument = call.arguments[0];
  if (!argument) return "";
  return is.isStringLiteral(argument) ? argument.text : null;
}

function promised(node: Expression): readonly Expression[] {
  const call = is.isAwaitExpression(node) ? node.expression : node;
  if (!is.isCallExpression(call)) return [];
  const list = call.arguments[0];
  return list && is.isArrayLiteralExpression(list) ? [...list.elements] : [];
}

/** `t(…)`, `t.rich(…)`, `t.markup(…)`, `t.raw(…)`; not `t.has`, which asks. */
function translatorName(call: CallExpression): string | null {
  const callee = call.expression;
  if (is.isIdentifier(callee)) return callee.text;
  if (!is.isPropertyAccessExpression(callee) || !is.isIdentifier(callee.expression)) return null;
  return ["rich", "markup", "raw"].includes(callee.name.text) ? callee.expression.text : null;
}

function keysIn(node: Expression): { text: string; open: boolean }[] {
  if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) return [{ text: node.text, open: false }];
  if (is.isTemplateExpression(node)) return [{ text: node.head.text, open: true }];
  if (is.isConditionalExpression(node)) return [...keysIn(node.whenTrue), ...keysIn(node.whenFalse)];
  return [];
}

function placeOf(file: SourceFile, node: Node, root: string): string {
  const line = file.text.slice(0, node.getStart(file)).split("\n").length;
  return `${relative(root, file.fileName)}:${line}`;
}
