import ts from "typescript";

/** A key as the code writes it; of a template, or of a whole list of texts, only its beginning is known. */
export interface UsedKey {
  readonly key: string;
  readonly isPrefix: boolean;
}

/**
 * keysUsedIn reads a file for `useTranslation(namespace)` and for what is given
 * to `t`, alternatives included. Keys of other shapes are for the compiler,
 * which knows all texts by type; this finds the texts nobody asks for.
 */
export function keysUsedIn(name: string, text: string): UsedKey[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const used: UsedKey[] = [];
  let namespace = "";

  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first, settings] = node.arguments;
      if (node.expression.text === "useTranslation" && first) namespace = namespaceOf(first);
      if (node.expression.text === "t" && first) {
        const whole = settings?.getText().includes("returnObjects") ?? false;
        for (const { key, isPrefix } of keysOf(first)) {
          used.push({ key: qualified(whole ? `${key}.` : key), isPrefix: isPrefix || whole });
        }
      }
    }
    if (ts.isTypeReferenceNode(node) && node.typeName.getText() === "TFunction") {
      const [named] = node.typeArguments ?? [];
      if (named && ts.isLiteralTypeNode(named)) namespace = named.literal.getText().slice(1, -1);
    }
    ts.forEachChild(node, visit);
  };
  const qualified = (key: string) => (key.includes(":") ? key : `${namespace}:${key}`);
  visit(file);
  return used;
}

function namespaceOf(node: ts.Expression): string {
  const first = ts.isArrayLiteralExpression(node) ? node.elements[0] : node;
  return first && ts.isStringLiteral(first) ? first.text : "";
}

function keysOf(node: ts.Expression): UsedKey[] {
  if (ts.isStringLiteralLike(node)) return [{ key: node.text, isPrefix: false }];
  if (ts.isTemplateExpression(node)) return [{ key: node.head.text, isPrefix: true }];
  if (ts.isConditionalExpression(node))
    return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  return [];
}
