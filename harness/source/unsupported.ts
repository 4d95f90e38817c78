import { placeIn } from './place.ts';
import { childrenOf, type Node, type Parsed, type Problem } from './syntax.ts';

/** TypeScript that Node does not run: it only strips types, and these are more than types. */
const NAMES: Partial<Record<Node['type'], string>> = {
  TSEnumDeclaration: 'enum',
  TSModuleDeclaration: 'namespace',
  TSParameterProperty: 'parameter property',
  TSImportEqualsDeclaration: 'import =',
  TSExportAssignment: 'export =',
};

export function problemsOfTypes(parsed: Parsed): Problem[] {
  const problems: Problem[] = [];
  const look = (node: Node) => {
    const name = NAMES[node.type];
    if (name === undefined) for (const child of childrenOf(node)) look(child);
    else if (!('declare' in node && node.declare)) {
      const message = `TypeScript ${name} is not supported in strip-only mode`;
      problems.push({ message, place: placeIn(parsed, node.start, node.end) });
    }
  };
  look(parsed.program);
  return problems;
}
