import { expect } from 'vitest';

/** Expects supabase-js's result to be this refusal, and nothing else. */
export function expectRefusal(
	{ data, error }: { data: unknown; error: unknown },
	refusal: { statusCode: string; message: string; status?: number }
): void {
	expect(data).toBeNull();
	expect(error).toMatchObject({ status: 400, ...refusal });
}

/** The refusals that many tests expect. */
export const NOT_ALLOWED = {
	statusCode: '403',
	message: 'new row violates row-level security policy'
};
export const NO_OBJECT = { statusCode: '404', message: 'Object not found' };
export const NO_BUCKET = { statusCode: '404', message: 'Bucket not found' };
export const TOO_LARGE = {
	statusCode: '413',
	message: 'The object exceeded the maximum allowed size'
};
