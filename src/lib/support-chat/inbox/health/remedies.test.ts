import { expect, test } from 'vitest';
import { HEALTH_PROBLEMS } from '../../core/health.ts';
import { remediesFor } from './remedies.ts';

test.for([...HEALTH_PROBLEMS])('%s has one remedy', (problem) => {
	expect(remediesFor([problem])).toHaveLength(1);
});

test('missing settings are set in one statement', () => {
	const [remedy, ...rest] = remediesFor(['functions_url_missing', 'email_from_missing']);
	expect(rest).toEqual([]);
	expect(remedy?.code).toBe(
		"update public.support_settings set functions_url = 'https://<project>.supabase.co/functions/v1', email_from = 'Name <address>'"
	);
	expect(remediesFor(['app_url_missing'])[0]?.code).toBe(
		"update public.support_settings set app_url = 'https://…'"
	);
});

test('a remedy for several problems is listed once', () => {
	const said = remediesFor(['clock_stopped', 'jobs_missing', 'emails_failed']).map(
		(remedy) => remedy.said
	);
	expect(said).toEqual(['jobsMissing', 'emailsFailed']);
});
