import { weighGroups, type Weights } from './browser/bundle.ts';
import table from './weight.json' with { type: 'json' };

// What the widget adds to a page, by group of modules, is written down in weight.json. Who makes it
// heavier than the limit there is told what grew; who means to, changes the table with it.
// A program of its own, because a test runner's environment makes Svelte build for development.

const weights = await weighGroups();
for (const [figure, now] of Object.entries(weights)) {
	const { limit, groups } = table[figure as keyof typeof table];
	const sum = Object.values(now).reduce((total, bytes) => total + bytes, 0);
	console.log(`Figure ${figure}: ${sum} bytes (gzip), ${limit} at most.`);
	if (sum <= limit) continue;
	console.error(['What grew:', ...grown(groups, now), `Now: ${JSON.stringify(now)}`].join('\n'));
	process.exitCode = 1;
}

/** Which groups weigh more than they did, from and to. */
function grown(before: Partial<Weights>, now: Weights): string[] {
	return Object.entries(now)
		.filter(([group, bytes]) => bytes > (before[group] ?? 0))
		.map(([group, bytes]) => `  ${group}: from ${before[group] ?? 0} to ${bytes} bytes`);
}
