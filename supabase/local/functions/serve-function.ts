/**
 * Runs inside Deno, first in the process of each edge function: `serve-function.ts <entrypoint URL>
 * <mark>`. It makes the function listen on a port of 127.0.0.1 that the system chooses, whatever
 * port the function asks for, and tells the parent with a line `<mark><port>` on standard output.
 */

type Handler = (request: Request, info: unknown) => Response | Promise<Response>;

declare const Deno: {
	args: string[];
	env: { delete(name: string): void };
	exit(code: number): never;
	serve(options: object, handler: Handler): unknown;
	stdin: { readable: ReadableStream };
};

/** The machine's own, which the platform keeps from functions too. */
const HIDDEN = ['HOME', 'HOSTNAME', 'PATH', 'PWD'];

const [entrypoint = '', mark = ''] = Deno.args;
const originalServe = Deno.serve.bind(Deno);

Object.defineProperty(Deno, 'serve', { value: serve });
void exitWithParent();
for (const name of HIDDEN) Deno.env.delete(name);

const { default: exported } = (await import(entrypoint)) as { default?: { fetch?: Handler } };
if (typeof exported?.fetch === 'function') serve((request, info) => exported.fetch!(request, info));

/** Takes the arguments that `Deno.serve` takes: a handler, options and a handler, or options. */
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

/** The parent holds the other end of standard input; when it is killed, that end closes. */
async function exitWithParent(): Promise<void> {
	await Deno.stdin.readable.pipeTo(new WritableStream()).catch(() => undefined);
	Deno.exit(0);
}

// Makes this file a module, for the compiler.
export {};
