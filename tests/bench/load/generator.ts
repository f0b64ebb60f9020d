import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ChatClient } from '../../../src/lib/support-chat/supabase/chat-client.ts';
import { SupabaseChatTransport } from '../../../src/lib/support-chat/supabase/transports/chat-transport.ts';
import { clientOf } from '../stack/join-chat.ts';
import { Inbox } from './inbox.ts';
import { Page } from './page.ts';
import type { Answer, GeneratorPlan, LoadAdmin, Order, StoredMessage } from './plan.ts';
import { Tally } from './tally.ts';

// A process of the load run: some of the users with all their pages, and some of the admins. The order is in plan.ts.

/** The product's pages read what no event has brought within a minute. */
const PATIENCE_MS = 75_000;
const WORDS = 'the parcel came late and the box was open, can you send me another one please';

const tally = new Tally();
const pages: Page[] = [];
/** The first page of each user, which writes. */
const writers: Page[] = [];
const inboxes: Inbox[] = [];
/** Each sends a reply in a chat of its turn. */
const repliers: ((chatId: string, text: string) => Promise<void>)[] = [];
const delay = monitorEventLoopDelay({ resolution: 5 });
let plan: GeneratorPlan;
let cpuMs = 0;

process.on('message', (order: Order) => void follow(order).then((answer) => process.send!(answer)));
process.on('disconnect', () => process.exit());

async function follow(order: Order): Promise<Answer> {
	if (order.do === 'open') return open(order.plan);
	if (order.do === 'send') return send();
	return judge(order.table);
}

async function open(given: GeneratorPlan): Promise<Answer> {
	plan = given;
	for (const { userId, chatId, pages: count } of plan.users) {
		for (let i = 0; i < count; i++) {
			const client = (await clientOf(userId, plan)) as unknown as ChatClient;
			pages.push(new Page({ client, chatId, userId, side: 'user' }, tally));
			if (i === 0) writers.push(pages.at(-1)!);
		}
	}
	for (const admin of plan.admins) await addAdmin(admin);
	await Promise.all([...pages, ...inboxes].map((opened) => opened.open()));
	return { did: 'opened' };
}

/** An inbox and an open chat on one socket. */
async function addAdmin({ userId, openChatId }: LoadAdmin): Promise<void> {
	const client = (await clientOf(userId, plan)) as unknown as ChatClient;
	inboxes.push(new Inbox(client, tally));
	pages.push(new Page({ client, chatId: openChatId, userId, side: 'admin' }, tally));
	repliers.push(async (chatId, content) => {
		const transport = new SupabaseChatTransport({ client, chatId, userId, side: 'admin' });
		const { signal } = new AbortController();
		await tally.timeAnswer(() => transport.send({ id: randomUUID(), content }, signal));
	});
}

/** Sends at the plan's rate, whether earlier messages are answered or not. */
async function send(): Promise<Answer> {
	const cpu = process.cpuUsage();
	delay.enable();
	const start = performance.now();
	// A share of the rate is a fraction: the product may be just above a whole number.
	const count = Math.round(plan.perSecond * plan.seconds);
	const replies: Promise<void>[] = [];
	for (let n = 0; n < count; n++) {
		await until(start + (n * 1000) / plan.perSecond);
		const writer = writers[Math.floor(n / 2) % writers.length]!;
		const text = `${n} ${WORDS.slice(0, 10 + ((n * 7) % 60))}`;
		if (n % 2 === 0 || repliers.length === 0) writer.send(text);
		else {
			const reply = repliers[n % repliers.length]!(writer.chatId, text);
			replies.push(reply.catch((error) => void tally.failed.push(String(error))));
		}
	}
	await until(start + plan.seconds * 1000);
	delay.disable();
	const { user, system } = process.cpuUsage(cpu);
	cpuMs = (user + system) / 1000;
	await Promise.all(replies);
	const signal = AbortSignal.timeout(PATIENCE_MS);
	await Promise.all(writers.map((writer) => writer.settled(signal)));
	return { did: 'sent', sent: count - tally.failed.length, failed: tally.failed };
}

function until(time: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));
}

async function judge(table: StoredMessage[]): Promise<Answer> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const byChat = Map.groupBy(table, ({ chatId }) => chatId);
	await Promise.all([
		...pages.map((page) => page.judge(byChat.get(page.chatId) ?? [], signal)),
		...inboxes.map((inbox) => inbox.judge(table, signal))
	]);
	for (const opened of [...pages, ...inboxes]) opened.close();
	return {
		did: 'judged',
		result: tally.result({ cpuMs, lateMs: delay.percentile(99) / 1e6 - 5 })
	};
}
