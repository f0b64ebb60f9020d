import type { HealthProblem } from '../../core/health.ts';
import type { InboxTexts } from '../../languages/en/inbox.ts';

/** The description of a problem, and the code that fixes it, if any. */
export interface Remedy {
	said: keyof InboxTexts['health'];
	/** Where to run the code. */
	place?: 'sql' | 'terminal';
	code?: string;
}

/** Assignments that set the settings that may be missing. */
const SETTINGS: Partial<Record<HealthProblem, string>> = {
	functions_url_missing: "functions_url = 'https://<project>.supabase.co/functions/v1'",
	app_url_missing: "app_url = 'https://…'",
	email_from_missing: "email_from = 'Name <address>'"
};

/** Remedies, each with the problems that it fixes. */
const REMEDIES: [HealthProblem[], Remedy][] = [
	[
		['function_missing'],
		terminal('functionMissing', 'npx supabase functions deploy support-reply-notification')
	],
	[
		['mail_service_missing'],
		terminal('mailServiceMissing', 'npx supabase secrets set SMTP_URL=smtps://…')
	],
	[['pg_net_missing'], sql('pgNetMissing', 'create extension pg_net')],
	[
		['clock_stopped', 'jobs_missing'],
		sql('jobsMissing', 'select support_private.schedule_support_jobs()')
	],
	[['clock_failing'], sql('clockFailing', 'select clock_message from support_health()')],
	[
		['emails_overdue'],
		sql(
			'emailsOverdue',
			"select * from support_reply_notifications where status in ('pending', 'sending') order by due_at"
		)
	],
	[
		['emails_failed'],
		sql(
			'emailsFailed',
			"select last_error from support_reply_notifications where status = 'failed'"
		)
	],
	[
		['file_function_missing'],
		terminal('fileFunctionMissing', 'npx supabase functions deploy support-attachment-removal')
	],
	[
		['files_not_removed'],
		sql(
			'filesNotRemoved',
			'select last_error from support_private.support_file_removal_batches order by first_claimed_at'
		)
	],
	[['partition_missing'], { said: 'realtimeNotReady' }]
];

/** The remedies for these problems, each once. */
export function remediesFor(problems: readonly HealthProblem[]): Remedy[] {
	const rest = REMEDIES.filter(([fixed]) => fixed.some((problem) => problems.includes(problem)));
	return [...missingSettings(problems), ...rest.map(([, remedy]) => remedy)];
}

/** One statement for all settings that are missing. */
function missingSettings(problems: readonly HealthProblem[]): Remedy[] {
	const settings = problems.flatMap((problem) => SETTINGS[problem] ?? []);
	if (settings.length === 0) return [];
	return [sql('settingMissing', `update public.support_settings set ${settings.join(', ')}`)];
}

function sql(said: Remedy['said'], code: string): Remedy {
	return { said, place: 'sql', code };
}

function terminal(said: Remedy['said'], code: string): Remedy {
	return { said, place: 'terminal', code };
}
