import { placeIn } from './place.ts';
import { childrenOf, type Node, type Parsed, type Problem } from './syntax.ts';

/** TypeScript syntax that Node cannot run: it strips types, and these produce code. */
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
    else if (!('declare' in node && node.declare) && !hasOnlyTypes(node)) {
      const message = `TypeScript ${name} is not supported in strip-only mode`;
      problems.push({ message, place: placeIn(parsed, node.start, node.end) });
    }
  };
  look(parsed.program);
  return problems;
}

/** A namespace of types produces no code. */
function hasOnlyTypes(node: Node): boolean {
  switch (node.type) {
    case 'TSModuleDeclaration':
      return node.body !== null && hasOnlyTypes(node.body as Node);
    case 'TSModuleBlock':
      return node.body.every((statement) => hasOnlyTypes(statement as Node));
    case 'ExportNamedDeclaration':
      return node.declaration !== null && hasOnlyTypes(node.declaration as Node);
    default:
      return node.type === 'TSTypeAliasDeclaration' || node.type === 'TSInterfaceDeclaration';
  }
}
