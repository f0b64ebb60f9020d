import { expect, test } from 'vitest';
import type { AttachmentPort } from '../../core/files/attachment-port.ts';
import { addFileAddresses } from './export-files.ts';

const asked: { paths: readonly string[]; seconds: number | undefined }[] = [];
const port: Pick<AttachmentPort, 'sign'> = {
	async sign(paths, _signal, seconds) {
		asked.push({ paths, seconds });
		return new Map([['c/m/a.png', { url: 'https://storage.example/a', expiresAt: 0 }]]);
	}
};

test('exported files have addresses, but for those that cannot be read', async () => {
	const data = {
		user: { id: '1' },
		messages: [
			{ content: 'Hello', attachments: [] },
			{ content: 'See', attachments: [{ path: 'c/m/a.png' }, { path: 'c/m/b.pdf' }] }
		]
	};
	expect(await addFileAddresses(data, port)).toEqual({
		user: { id: '1' },
		messages: [
			{ content: 'Hello', attachments: [] },
			{
				content: 'See',
				attachments: [
					{
						path: 'c/m/a.png',
						url: 'https://storage.example/a',
						url_expires_at: '1970-01-01T00:00:00.000Z'
					},
					{ path: 'c/m/b.pdf' }
				]
			}
		]
	});
	expect(asked).toEqual([{ paths: ['c/m/a.png', 'c/m/b.pdf'], seconds: 86_400 }]);
});

test('an export without files asks for none', async () => {
	asked.length = 0;
	const data = { messages: [{ content: 'Hello', attachments: [] }] };
	expect(await addFileAddresses(data, port)).toBe(data);
	expect(asked).toEqual([]);
});
