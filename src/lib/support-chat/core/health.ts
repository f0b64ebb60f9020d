/** Problems that `support_health()` reports, in display order. */
export const HEALTH_PROBLEMS = [
	'functions_url_missing',
	'app_url_missing',
	'email_from_missing',
	'function_missing',
	'mail_service_missing',
	'pg_net_missing',
	'clock_stopped',
	'jobs_missing',
	'clock_failing',
	'emails_overdue',
	'emails_failed',
	'file_function_missing',
	'files_not_removed',
	'partition_missing'
] as const;

export type HealthProblem = (typeof HEALTH_PROBLEMS)[number];

/** The known ones of the reported problems, in display order; a newer database may report more. */
export function knownProblems(reported: readonly string[]): HealthProblem[] {
	return HEALTH_PROBLEMS.filter((problem) => reported.includes(problem));
}
