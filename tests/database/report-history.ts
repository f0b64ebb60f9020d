import { expect } from 'vitest';
import type { Database } from '../fixtures/database.ts';
import type { Random } from './random.ts';

/** What a report says of a span, or of a day of it. */
export interface Figures {
	new_chats: number;
	answered_chats: number;
	replies: number;
	first_replies: number;
	median_seconds: number | null;
	p90_seconds: number | null;
}

interface Message {
	at: Date;
	sender: 'user' | 'admin';
	/** The public id; null in an import that names nobody. */
	adminId: string | null;
	/** Archived right before. */
	isAfterArchiving: boolean;
}

export interface History {
	chats: Message[][];
}

export interface Writer {
	userId: string | null;
	adminId: string | null;
}

/** Chats of up to a dozen messages each, written by the project itself at times between the two. */
export async function writeHistory(
	db: Database,
	random: Random,
	admins: Writer[],
	[from, to]: [Date, Date]
): Promise<History> {
	const chats: Message[][] = [];
	for (let each = 0; each < 12; each++) {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const messages: Message[] = [];
		let at = from.getTime() + random.below(to.getTime() - from.getTime());
		while (messages.length < 1 + random.below(12) && at < to.getTime()) {
			const isAfterArchiving = messages.length > 0 && random.below(4) === 0;
			if (isAfterArchiving) {
				await db.rows('update public.support_chats set archived_at = now() where id = $1', [
					chatId
				]);
			}
			const writer = random.below(2) === 0 ? undefined : random.pick(admins);
			await db.rows(
				`insert into public.support_messages (chat_id, content, sender_type, sender_id, created_at)
				values ($1, 'Hello', $2, $3, $4)`,
				[chatId, writer ? 'admin' : 'user', writer?.userId ?? null, new Date(at)]
			);
			messages.push({
				at: new Date(at),
				sender: writer ? 'admin' : 'user',
				adminId: writer?.adminId ?? null,
				isAfterArchiving
			});
			at += 1000 * Math.ceil(random.next() ** 4 * 3 * 86_400);
		}
		chats.push(messages);
	}
	return { chats };
}

/** The figures of the days for which `isCounted` holds, computed message by message. */
export function figuresOf({ chats }: History, isCounted: (at: Date) => boolean): Figures {
	const seconds: number[] = [];
	const figures = { new_chats: 0, answered_chats: 0, replies: 0 };
	for (const messages of chats) {
		let isArchived = false;
		let isUnanswered = false;
		let hasUserWritten = false;
		let waitingSince: Date | undefined;
		for (const { at, sender, isAfterArchiving } of messages) {
			isArchived ||= isAfterArchiving;
			if (sender === 'user') {
				waitingSince ??= at;
				if (!hasUserWritten || isArchived) {
					isUnanswered = true;
					if (isCounted(at)) figures.new_chats++;
				}
				hasUserWritten = true;
				isArchived = false;
				continue;
			}
			if (isCounted(at)) {
				figures.replies++;
				if (isUnanswered) figures.answered_chats++;
				if (waitingSince) seconds.push((at.getTime() - waitingSince.getTime()) / 1000);
			}
			isUnanswered = false;
			waitingSince = undefined;
		}
	}
	return {
		...figures,
		first_replies: seconds.length,
		median_seconds: quantile(seconds, 0.5),
		p90_seconds: quantile(seconds, 0.9)
	};
}

/** Expects the same figures, with times that are rounded to a second. */
export function rounded(figures: Figures): Figures {
	const near = (seconds: number | null) =>
		seconds === null ? null : (expect.closeTo(seconds, -0.3) as number);
	return {
		...figures,
		median_seconds: near(figures.median_seconds),
		p90_seconds: near(figures.p90_seconds)
	};
}

/** Replies by the admin's public id, or 'nobody'. */
export function repliesOf({ chats }: History, isCounted: (at: Date) => boolean) {
	const replies: Record<string, number> = {};
	for (const { sender, at, adminId } of chats.flat()) {
		if (sender === 'admin' && isCounted(at)) {
			replies[adminId ?? 'nobody'] = (replies[adminId ?? 'nobody'] ?? 0) + 1;
		}
	}
	return replies;
}

function quantile(values: number[], share: number): number | null {
	if (values.length === 0) return null;
	const sorted = values.toSorted((a, b) => a - b);
	const place = (sorted.length - 1) * share;
	const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
	return low + (high - low) * (place - Math.floor(place));
}
