/**
 * Entry point of each edge function's Deno process: `serve-function.ts <entrypoint URL> <mark>`. Makes
 * the function listen on a free port of 127.0.0.1, whatever port it asks for, and reports it to the
 * parent as a line `<mark><port>` on standard output.
 */

type Handler = (request: Request, info: unknown) => Response | Promise<Response>;

declare const Deno: {
	args: string[];
	env: { delete(name: string): void };
	exit(code: number): never;
	serve(options: object, handler: Handler): unknown;
	stdin: { readable: ReadableStream };
};

/** Variables of the machine, which the platform hides from functions too. */
const HIDDEN = ['HOME', 'HOSTNAME', 'PATH', 'PWD'];

const [entrypoint = '', mark = ''] = Deno.args;
const originalServe = Deno.serve.bind(Deno);

Object.defineProperty(Deno, 'serve', { value: serve });
void exitWithParent();
for (const name of HIDDEN) Deno.env.delete(name);

const { default: exported } = (await import(entrypoint)) as { default?: { fetch?: Handler } };
if (typeof exported?.fetch === 'function') serve((request, info) => exported.fetch!(request, info));

/** Accepts the arguments of `Deno.serve`: a handler, options and a handler, or options. */
function serve(...args: (Handler | { handler?: Handler })[]): unknown {
	const handler = args.find((argument) => typeof argument === 'function');
	const options = args.find((argument) => typeof argument === 'object') ?? {};
	return originalServe(
		{
			...options,
			hostname: '127.0.0.1',
			port: 0,
			onListen: ({ port }: { port: number }) => console.log(`${mark}${port}`)
		},
		handler ?? (options as { handler: Handler }).handler
	);
}

/** Exits when standard input closes, which happens even when the parent is killed. */
async function exitWithParent(): Promise<void> {
	await Deno.stdin.readable.pipeTo(new WritableStream()).catch(() => undefined);
	Deno.exit(0);
}

// Makes this file a module, for the compiler.
export {};
