/** Methods that return promises, whatever they take. */
type Calls = Record<string, (...values: never[]) => Promise<unknown>>;

/**
 * A port whose code is loaded at its first call.
 *
 * @param load called for each method call; keeps what it has loaded
 * @param own methods that are not asynchronous, and so cannot wait
 */
export function latePort<Port extends object, Own extends keyof Port = never>(
	load: () => Promise<Port>,
	own: Pick<Port, Own>
): Port {
	const call =
		(name: string) =>
		async (...values: never[]) => {
			const port = await load();
			return (port as unknown as Calls)[name]!(...values);
		};
	return new Proxy(own as Port, {
		get: (target, name) => Reflect.get(target, name) ?? call(String(name))
	});
}
