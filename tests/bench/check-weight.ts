import { weighGroups } from './browser/bundle.ts';
import type { Weights } from './browser/weigh.ts';
import { weighInbox } from './inbox/inbox-weight.ts';
import table from './weight.json' with { type: 'json' };

// Compares what the widget adds to a page, and what each screen of the inbox loads, by group of modules, with
// weight.json. Above the limit it fails and lists the groups that grew; an intended increase updates the file as
// well.
// A separate program, because Svelte builds for development in a test runner.

const weights = { ...(await weighGroups()), ...(await weighInbox()) };
for (const [figure, now] of Object.entries(weights)) {
	const { limit, groups } = table[figure as keyof typeof table];
	const sum = Object.values(now).reduce((total, bytes) => total + bytes, 0);
	console.log(`Figure ${figure}: ${sum} bytes (gzip), ${limit} at most.`);
	if (sum <= limit) continue;
	console.error(['What grew:', ...grown(groups, now), `Now: ${JSON.stringify(now)}`].join('\n'));
	process.exitCode = 1;
}

/** The groups that weigh more than before, with both weights. */
function grown(before: Partial<Weights>, now: Weights): string[] {
	return Object.entries(now)
		.filter(([group, bytes]) => bytes > (before[group] ?? 0))
		.map(([group, bytes]) => `  ${group}: from ${before[group] ?? 0} to ${bytes} bytes`);
}
