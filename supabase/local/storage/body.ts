/** JSON bodies, checked with the words of the platform's validator (ajv). */
import { errors } from './errors.ts';

type Kind = 'string' | 'integer' | 'boolean' | 'object' | 'array';

/** What a property may be. */
export interface Rule {
	is: Kind | readonly Kind[];
	isRequired?: boolean;
	isNullable?: boolean;
	minimum?: number;
	minItems?: number;
	oneOf?: readonly string[];
}

/**
 * Reads a JSON body.
 *
 * @param rules by property; others are ignored
 * @throws StorageError that names the first property that breaks its rule
 */
export async function readBody<Body>(request: Request, rules: Record<string, Rule>): Promise<Body> {
	const text = await request.text();
	if (text === '') {
		const type = `when content-type is set to 'application/json'`;
		throw errors.invalidRequest(`Body cannot be empty ${type}`, 'FastifyError');
	}
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		const type = `but content-type is set to 'application/json'`;
		throw errors.invalidRequest(`Body is not valid JSON ${type}`, 'FastifyError');
	}
	checkObject(body, rules, 'body');
	return body as Body;
}

/** @param where the place in the request, such as body/sortBy */
export function checkObject(value: unknown, rules: Record<string, Rule>, where: string): void {
	if (!isKind(value, 'object')) throw errors.invalidRequest(`${where} must be object`);
	const properties = value as Record<string, unknown>;
	for (const [name, rule] of Object.entries(rules)) {
		if (rule.isRequired && properties[name] === undefined) {
			throw errors.invalidRequest(`${where} must have required property '${name}'`);
		}
	}
	for (const [name, rule] of Object.entries(rules)) {
		if (properties[name] !== undefined) checkValue(properties[name], rule, `${where}/${name}`);
	}
}

function checkValue(value: unknown, rule: Rule, where: string): void {
	if (value === null && rule.isNullable) return;
	const kinds = typeof rule.is === 'string' ? [rule.is] : rule.is;
	if (!kinds.some((kind) => isKind(value, kind))) {
		throw errors.invalidRequest(`${where} must be ${kinds.join(',')}`);
	}
	if (typeof value === 'number' && rule.minimum !== undefined && value < rule.minimum) {
		throw errors.invalidRequest(`${where} must be >= ${rule.minimum}`);
	}
	if (typeof value === 'string' && rule.oneOf && !rule.oneOf.includes(value)) {
		throw errors.invalidRequest(`${where} must be equal to one of the allowed values`);
	}
	if (!Array.isArray(value)) return;
	if (value.length < (rule.minItems ?? 0)) {
		throw errors.invalidRequest(`${where} must NOT have fewer than ${rule.minItems} items`);
	}
	const wrong = value.findIndex((item) => typeof item !== 'string');
	if (wrong >= 0) throw errors.invalidRequest(`${where}/${wrong} must be string`);
}

function isKind(value: unknown, kind: Kind): boolean {
	if (kind === 'array') return Array.isArray(value);
	if (kind === 'integer') return Number.isSafeInteger(value);
	if (kind === 'object') {
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	}
	return typeof value === kind;
}
