import ts from 'typescript';

/** One import, export from, dynamic import or require with a literal name. */
export interface Imported {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** What a file imports, types included: a wall holds for both. */
export function importsOf(text: string): Imported[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    name: fileName,
    line: lineAt(text, pos),
  }));
}

/** Lines on which a file reads the environment, comments and texts aside. */
export function environmentReads(text: string): number[] {
  const source = ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, false);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (isEnvironment(node)) lines.push(lineAt(text, node.getStart(source)));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

const isEnvironment = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) &&
  node.name.text === 'env' &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'process';

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;
