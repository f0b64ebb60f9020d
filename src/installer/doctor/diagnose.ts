import { versionOf } from '../timestamps.ts';
import { findings, healthFindings, type Finding } from './findings.ts';
import { probeFunctions } from './probe-function.ts';
import type { Query } from './query.ts';

/** What any database can be asked, whether or not the chat is in it. */
interface Facts {
	is_installed: boolean;
	has_health: boolean;
	has_list: boolean;
	has_cron: boolean;
	has_net: boolean;
	policies: string[] | null;
}

const FACTS = `select
	to_regclass('public.support_settings') is not null as is_installed,
	to_regprocedure('public.support_health()') is not null as has_health,
	to_regclass('supabase_migrations.schema_migrations') is not null as has_list,
	exists (select from pg_extension where extname = 'pg_cron') as has_cron,
	exists (select from pg_extension where extname = 'pg_net') as has_net,
	(
		select array_agg(
			case when polpermissive then 'permissive' else 'restrictive' end
				|| case polcmd when 'r' then ' for select' else ' for insert' end
		)
		from pg_policy
		where polrelid = to_regclass('realtime.messages') and polname like 'Support chat: %'
	) as policies`;

const POLICIES = [
	'permissive for select',
	'permissive for insert',
	'restrictive for select',
	'restrictive for insert'
];

/** Problems of `support_health` that are found out here too. */
const FOUND_HERE = ['pg_net_missing', 'jobs_missing', 'function_missing', 'file_function_missing'];

/** What only a database with the chat in it can be asked. */
interface Details {
	applied: string[];
	lost_jobs: string[];
	functions_url: string | null;
	has_admin: boolean;
	problems: string[];
}

/** One statement for all, since each takes seconds by the CLI; it names only what is there. */
const detailsOf = ({ has_list, has_cron, has_health }: Facts): string => `select
	${has_list ? 'array(select version from supabase_migrations.schema_migrations)' : "'{}'::text[]"} as applied,
	${has_cron ? LOST_JOBS : "'{}'::text[]"} as lost_jobs,
	(select functions_url from public.support_settings) as functions_url,
	exists (select from public.support_admins) as has_admin,
	${has_health ? '(select problems from public.support_health())' : "'{}'::text[]"} as problems`;

const LOST_JOBS = `array(
	select ours.name from support_private.support_jobs() as ours
	where not exists (select from cron.job where jobname = ours.name and active)
	order by ours.name
)`;

/**
 * What a project lacks.
 *
 * @param files the chat's migrations in the host's folder; none if they are not known
 */
export async function diagnose(query: Query, files: readonly string[]): Promise<Finding[]> {
	const [facts] = await query<Facts>(FACTS);
	if (!facts?.is_installed) return [findings.notInstalled()];
	const [details] = await query<Details>(detailsOf(facts));
	if (!details) return [findings.notInstalled()];
	return [
		...migrationFindings(files, details.applied),
		...partFindings(facts, details),
		...(details.functions_url ? await probeFunctions(details.functions_url) : []),
		...healthFindings(details.problems.filter((problem) => !isNamed(problem, facts, details))),
		...(details.has_admin ? [] : [findings.admin()])
	];
}

function migrationFindings(files: readonly string[], applied: string[]): Finding[] {
	const missing = files.filter((file) => !applied.includes(versionOf(file)));
	return missing.length > 0 ? [findings.migrations(missing)] : [];
}

function partFindings(facts: Facts, { lost_jobs }: Details): Finding[] {
	const policies = POLICIES.filter((policy) => !facts.policies?.includes(policy));
	return [
		...(facts.has_cron ? [] : [findings.extension('pg_cron')]),
		...(facts.has_net ? [] : [findings.extension('pg_net')]),
		...(lost_jobs.length > 0 ? [findings.jobs(lost_jobs)] : []),
		...(policies.length > 0 ? [findings.policies(policies)] : [])
	];
}

/** Whether a problem of `support_health` is named already, more exactly. A lost job stops the clock. */
function isNamed(problem: string, facts: Facts, { lost_jobs }: Details): boolean {
	const hasJobs = facts.has_cron && lost_jobs.length === 0;
	return FOUND_HERE.includes(problem) || (problem === 'clock_stopped' && !hasJobs);
}
