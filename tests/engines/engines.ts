import type { Engine } from './engine.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

/** The engines beside Chromium, which has tests of its own: it can be told much more. */
export const ENGINES: readonly Engine[] = [firefox, webkit];
