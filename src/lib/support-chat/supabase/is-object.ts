/** Whether a value from outside may be asked for properties. Arrays are objects, too. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
