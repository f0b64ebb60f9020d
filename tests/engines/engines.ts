import type { Engine } from './engine.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

/** The engines other than Chromium, which has its own, more detailed tests. */
export const ENGINES: readonly Engine[] = [firefox, webkit];
