// Shared by the tests of this folder only.

import type { Clock } from '../_shared/support-chat/deadline.ts';
import { stoppedClock } from '../_shared/support-chat/testing.ts';
import type { Dependencies } from './handler.ts';
import type { Email, MailService } from './sending/mail-service.ts';
import type { AlertEmail, Outbox, Outcome, ReplyEmail } from './claims/notifications-api.ts';
import type { Claim } from './request-body.ts';

export const CLAIM: Claim = {
	id: '5b7c4f8e-0d1f-4a52-9a51-3a3a3a3a3a3a',
	claim: 'c1'.repeat(32)
};
export const BATCH_ID = '6c8d5f9f-1e2a-4b63-8b62-4b4b4b4b4b4b';

/** `count` claims with distinct ids. */
export function claims(count: number): Claim[] {
	return Array.from({ length: count }, (_, index) => ({
		...CLAIM,
		id: CLAIM.id.slice(0, -3) + String(index).padStart(3, '0')
	}));
}

export const REPLY: ReplyEmail = {
	to: 'user@example.com',
	from: 'Example Support <support@example.com>',
	app_name: 'Example',
	app_url: 'https://app.example',
	accent_color: '#4338ca',
	unsubscribe_token: 'a1b2c3',
	reply_count: 1,
	replies: [{ sender_name: null, content: 'Your parcel is on its way.', attachments: [] }]
};

export const ALERT: AlertEmail = {
	kind: 'alert',
	to: 'admin@example.com',
	from: 'Example Support <support@example.com>',
	app_name: 'Example',
	app_url: 'https://app.example',
	inbox_url: 'https://app.example/admin',
	accent_color: '#4338ca',
	unsubscribe_token: 'd4e5f6',
	as_of: '2026-11-28T10:17:30+00:00',
	chat_count: 1,
	chats: [
		{
			id: '7d9e6a0a-2f3b-4c74-9c73-5c5c5c5c5c5c',
			user_email: 'user@example.com',
			guest_name: null,
			user_name: null,
			waiting_since: '2026-11-28T10:05:00.123456+00:00',
			messages: ['Where is my parcel?', 'Hello?'],
			attachments: [[], []]
		}
	]
};

export const EMAIL: Email = {
	from: { name: 'Example Support', address: 'support@example.com' },
	to: 'user@example.com',
	subject: 'New reply from Example Support',
	html: '<p>Hello</p>',
	text: 'Hello',
	headers: { 'List-Unsubscribe': '<https://app.example/unsubscribe?token=a>' }
};

export interface Change {
	prepare?: Outbox['prepare'];
	record?: (claim: Claim, outcome: Outcome) => Promise<void>;
	send?: MailService['send'];
	sendBatch?: MailService['sendBatch'];
	clock?: Clock;
}

/** Dependencies that record their calls in order. */
export function fakes(change: Change = {}) {
	const sent: { email: Email; id: string }[] = [];
	const batches: { emails: Email[]; batchId: string }[] = [];
	const recorded: { claim: Claim; outcome: Outcome }[] = [];
	const lines: string[] = [];
	const events: string[] = [];
	const service: MailService = {
		atOnce: 2,
		send: async (email, id) => {
			events.push(`send ${id.slice(-3)}`);
			sent.push({ email, id });
			await change.send?.(email, id);
		},
		...(change.sendBatch && {
			sendBatch: (emails: Email[], batchId: string) => {
				events.push('send batch');
				batches.push({ emails, batchId });
				return change.sendBatch!(emails, batchId);
			}
		}),
		close: () => events.push('close')
	};
	const dependencies: Dependencies = {
		outbox: {
			prepare: (claim, signal) => {
				events.push(`prepare ${claim.id.slice(-3)}`);
				return change.prepare?.(claim, signal) ?? Promise.resolve(REPLY);
			},
			record: async (claim, outcome) => {
				events.push(`record ${claim.id.slice(-3)}`);
				await change.record?.(claim, outcome);
				recorded.push({ claim, outcome });
			}
		},
		openMailService: () => service,
		clock: change.clock ?? stoppedClock(),
		keepAlive: () => undefined,
		log: (line) => lines.push(line)
	};
	return { dependencies, service, sent, batches, recorded, lines, events };
}
