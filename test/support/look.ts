import { en } from '../../harness/messages/en/index.ts';
import type { Messages } from '../../harness/messages/messages.ts';
import type { Look } from '../../harness/report/look.ts';
import type { Styles } from '../../harness/report/style.ts';

const same = (text: string) => text;
const PLAIN: Styles = { good: same, bad: same, strong: same, faint: same };

/** A report without colours, in English if nothing else is said. */
export const plainLook = (width = 100, messages: Messages = en): Look => ({
  messages,
  styles: PLAIN,
  width,
});
