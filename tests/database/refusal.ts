import { expect } from 'vitest';

/** An error with a code and a reason of supabase/ERRORS.md, as the driver reports it. */
export function refusal(code: string, reason: string) {
	return { code, detail: expect.stringMatching(`^{"reason": "${reason}"[,}]`) };
}
