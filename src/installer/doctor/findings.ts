import { HEALTH_PROBLEMS, type HealthProblem } from '../../lib/support-chat/core/health.ts';
import { remediesFor } from '../../lib/support-chat/inbox/health/remedies.ts';
import { inbox } from '../../lib/support-chat/languages/en/inbox.ts';
import { Reader } from '../../lib/support-chat/languages/reader.ts';
import { ADMIN_STATEMENT } from '../snippets.ts';
import { DEPLOY_COMMAND, type FunctionName } from '../source.ts';

/** Something that a project lacks, and what to do about it. */
export interface Finding {
	missing: string;
	remedy: string;
}

const texts = inbox(new Reader('en')).health;

/** What `support_health` reports, in the words of the inbox; a problem that is not known here by its name. */
export function healthFindings(problems: readonly string[]): Finding[] {
	const isKnown = (problem: string): problem is HealthProblem =>
		(HEALTH_PROBLEMS as readonly string[]).includes(problem);
	const known = remediesFor(problems.filter(isKnown)).map(({ said, place, code }) => ({
		missing: String(texts[said]),
		remedy: place && code ? `${texts[place]} ${code}` : ''
	}));
	const others = problems.filter((problem) => !isKnown(problem));
	return [
		...known,
		...others.map((problem) => ({
			missing: `support_health() reports ${problem}.`,
			remedy: 'Its comment in the database says what that is: \\df+ public.support_health'
		}))
	];
}

const PUSH = 'In a terminal: npx supabase db push --remote --include-all';
const REPAIR = 'In the SQL editor: select support_private.repair_support_chat()';

/** The findings that do not come from `support_health`. */
export const findings = {
	notInstalled: (): Finding => ({
		missing: 'The chat’s tables are not in the database.',
		remedy: PUSH
	}),
	migrations: (files: readonly string[]): Finding => ({
		missing: `Migrations are not applied: ${files.join(', ')}.`,
		remedy: PUSH
	}),
	extension: (name: string): Finding => ({
		missing: `The extension ${name} is missing.`,
		remedy: `In the SQL editor: create extension ${name}`
	}),
	jobs: (names: readonly string[]): Finding => ({
		missing: `Jobs of pg_cron are missing: ${names.join(', ')}.`,
		remedy: 'In the SQL editor: select support_private.schedule_support_jobs()'
	}),
	policies: (names: readonly string[]): Finding => ({
		missing: `Policies of realtime.messages are missing: ${names.join(', ')}.`,
		remedy: REPAIR
	}),
	unreachable: (url: string, why: string): Finding => ({
		missing: `The edge function did not answer at ${url}: ${why}.`,
		remedy:
			`In a terminal: ${DEPLOY_COMMAND}. If it is deployed, correct ` +
			'support_settings.functions_url.'
	}),
	locked: (url: string, name: FunctionName): Finding => ({
		missing: `The edge function at ${url} asks for a token, which the database does not have.`,
		remedy: `Set verify_jwt = false in [functions.${name}] of supabase/config.toml, and deploy again.`
	}),
	admin: (): Finding => ({
		missing: 'Nobody is a support admin.',
		remedy: `In the SQL editor:\n${ADMIN_STATEMENT}`
	})
};
