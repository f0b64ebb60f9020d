import { FUNCTION_NAMES, type FunctionName } from '../source.ts';
import { findings, type Finding } from './findings.ts';

const TIMEOUT_MS = 15_000;

/**
 * Asks each edge function for an answer, with a method that it refuses and that has no effect.
 *
 * @param functionsUrl `support_settings.functions_url`
 */
export async function probeFunctions(functionsUrl: string): Promise<Finding[]> {
	const found = await Promise.all(FUNCTION_NAMES.map((name) => probeFunction(functionsUrl, name)));
	return found.flat();
}

async function probeFunction(functionsUrl: string, name: FunctionName): Promise<Finding[]> {
	const url = `${functionsUrl.replace(/\/+$/, '')}/${name}`;
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
		await response.body?.cancel();
		if (response.status === 401) return [findings.locked(url, name)];
		if (response.status === 405) return [];
		return [findings.unreachable(url, `status ${response.status}`)];
	} catch (error) {
		const { message, cause } = error as Error;
		return [findings.unreachable(url, cause instanceof Error ? cause.message : message)];
	}
}
