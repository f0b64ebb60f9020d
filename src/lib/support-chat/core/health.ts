/** What `support_health()` can name as wrong, in the order in which it is told. */
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
	'partition_missing'
] as const;

export type HealthProblem = (typeof HEALTH_PROBLEMS)[number];

/** Those of the words that are known here: a newer database may name more. */
export function knownProblems(words: readonly string[]): HealthProblem[] {
	return HEALTH_PROBLEMS.filter((problem) => words.includes(problem));
}
