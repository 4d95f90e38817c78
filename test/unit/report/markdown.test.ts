import { expect, test } from 'vitest';
import { markdownText } from '../../../harness/report/markdown.ts';
import { plainLook } from '../../support/look.ts';

const PAGE = `# ran-in-sequence

The tasks ran *one after the other*: call \`start()\`
for [each](https://nodejs.org/api) first.

\`\`\`ts
await p1.join();

await p2.join();
\`\`\`

- one item that is longer than the line
- [another](another.md)

1. first
2. second
`;

test('a page has its blocks one below the other, wrapped, with its code as it is', () => {
  expect(markdownText(PAGE, plainLook(40)).join('\n')).toBe(`ran-in-sequence

The tasks ran one after the other: call
\`start()\` for each
(https://nodejs.org/api) first.

  await p1.join();

  await p2.join();

- one item that is longer than the line
- another

1. first
2. second`);
});

test('a Chinese page is wrapped between its words', () => {
  const lines = markdownText('任务一个接一个地运行，\n而不是同时运行。请先启动。', plainLook(40));
  expect(lines).toEqual(['任务一个接一个地运行，而不是同时运行。', '请先启动。']);
});
