import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bucket, startStorage, type StorageStack, textFile } from './fixture.ts';
import { newPerson, type Person } from './people.ts';
import { expectRefusal, NO_OBJECT, NOT_ALLOWED } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;
const [alice, bob] = [newPerson(), newPerson()];

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
	await service.upload(`${alice.id}/hers.txt`, textFile('hers'));
}, 60_000);
afterAll(() => stack?.stop());

const as = (person: Person) => stack.client(person.token).storage.from(bucket);
const asAnon = () => stack.client().storage.from(bucket);

describe('an upload asks the insert policies', () => {
	test('and is stored where they allow it, with who stored it', async () => {
		const name = `${alice.id}/new.txt`;
		expect((await as(alice).upload(name, textFile())).error).toBeNull();
		const rows = await stack.sql(
			'select owner, owner_id from storage.objects where bucket_id = $1 and name = $2',
			[bucket, name]
		);
		expect(rows).toEqual([{ owner: alice.id, owner_id: alice.id }]);
	});

	test('and is refused elsewhere, without a row and without bytes', async () => {
		const files = await stack.files();
		expectRefusal(await as(bob).upload(`${alice.id}/his.txt`, textFile()), NOT_ALLOWED);
		expect(await stack.files()).toEqual(files);
		expectRefusal(await service.info(`${alice.id}/his.txt`), NO_OBJECT);
	});

	test('and needs no right to read the object afterwards', async () => {
		expect((await as(bob).upload('inbox/letter.txt', textFile())).error).toBeNull();
		expectRefusal(await as(bob).download('inbox/letter.txt').then(), NO_OBJECT);
	});

	test('but replaces only with the rights to read and to update too', async () => {
		await service.upload('inbox/taken.txt', textFile());
		const upload = as(bob).upload('inbox/taken.txt', textFile(), { upsert: true });
		expectRefusal(await upload, NOT_ALLOWED);
		const own = `${bob.id}/twice.txt`;
		for (const content of ['one', 'two']) {
			expect((await as(bob).upload(own, textFile(content), { upsert: true })).error).toBeNull();
		}
		expect(await (await service.download(own)).data?.text()).toBe('two');
	});

	test('and replacing needs the right to read even where nothing is replaced', async () => {
		const upload = as(bob).upload('inbox/fresh.txt', textFile(), { upsert: true });
		expectRefusal(await upload, NOT_ALLOWED);
	});

	test('and update() of supabase-js asks the same', async () => {
		expectRefusal(await as(bob).update(`${alice.id}/hers.txt`, textFile('x')), NOT_ALLOWED);
		expect(await (await service.download(`${alice.id}/hers.txt`)).data?.text()).toBe('hers');
	});

	test('and is refused without a user', async () => {
		expectRefusal(await asAnon().upload('inbox/anon.txt', textFile()), NOT_ALLOWED);
	});

	test('before it looks whether the name is taken', async () => {
		expectRefusal(await as(bob).upload(`${alice.id}/hers.txt`, textFile()), NOT_ALLOWED);
	});
});

describe('what policies can read', () => {
	test('is the operation, the type and the declared length of an upload', async () => {
		const { id, service } = await stack.bucket();
		await stack.sql(`
			create policy "${id}" on storage.objects as restrictive for insert to authenticated
			with check (
				bucket_id <> '${id}'
				or (storage.allow_only_operation('object.upload')
					and metadata ->> 'mimetype' = 'image/png'
					and (metadata ->> 'contentLength')::int between 100 and 400
					and owner_id = public.caller()
					and version is not null)
			)`);
		const own = stack.client(alice.token).storage.from(id);
		const name = (file: string) => `${alice.id}/${file}`;
		expectRefusal(await own.upload(name('a'), textFile('x', 'image/jpeg')), NOT_ALLOWED);
		expectRefusal(await own.update(name('a'), textFile('x', 'image/png')), NOT_ALLOWED);
		expectRefusal(await own.upload(name('a'), textFile('x'.repeat(400), 'image/png')), NOT_ALLOWED);
		expect((await own.upload(name('a'), textFile('x', 'image/png'))).error).toBeNull();
		expect((await service.info(name('a'))).data).toMatchObject({ size: 1 });
	});

	test('is nothing of the caller when the row is completed: that is the service’s own', async () => {
		const { id } = await stack.bucket();
		await stack.sql(`
			create table public.seen (role text, sub text, operation text, deletes text);
			grant all on public.seen to authenticated, service_role;
			create function public.note() returns trigger language plpgsql as $$
			begin
				insert into public.seen values (current_user, public.caller(), storage.operation(),
					current_setting('storage.allow_delete_query', true));
				return new;
			end; $$;
			create trigger note before insert on storage.objects
			for each row when (new.bucket_id = '${id}') execute function public.note()`);
		const own = stack.client(alice.token).storage.from(id);
		expect((await own.upload(`${alice.id}/seen`, textFile())).error).toBeNull();
		// The row that asked the policies has been undone, and what its trigger wrote with it.
		expect(await stack.sql('select * from public.seen')).toEqual([
			{ role: 'service_role', sub: null, operation: 'storage.object.upload', deletes: 'true' }
		]);
		await stack.sql('drop trigger note on storage.objects');
	});

	test('is a setting of the request only: the next one does not inherit it', async () => {
		await as(alice).list(alice.id);
		expect((await asAnon().list(alice.id)).data).toEqual([]);
	});
});

describe('reading asks the select policies', () => {
	const hers = `${alice.id}/hers.txt`;

	test('for a download', async () => {
		expect(await (await as(alice).download(hers)).data?.text()).toBe('hers');
		expectRefusal(await as(bob).download(hers).then(), NO_OBJECT);
		expectRefusal(await asAnon().download(hers).then(), NO_OBJECT);
	});

	test('for information', async () => {
		expect((await as(alice).info(hers)).data).toMatchObject({ name: hers });
		expectRefusal(await as(bob).info(hers), NO_OBJECT);
		expect((await as(alice).exists(hers)).data).toBe(true);
		expect((await as(bob).exists(hers)).data).toBe(false);
	});

	test('for a signed address', async () => {
		expect((await as(alice).createSignedUrl(hers, 60)).error).toBeNull();
		expectRefusal(await as(bob).createSignedUrl(hers, 60), NO_OBJECT);
		const { data } = await as(bob).createSignedUrls([hers], 60);
		expect(data).toMatchObject([{ path: hers, signedUrl: null }]);
	});

	test('for a list', async () => {
		expect((await as(alice).list(alice.id)).data?.map(({ name }) => name)).toContain('hers.txt');
		expect((await as(bob).list(alice.id)).data).toEqual([]);
		expect((await as(bob).list()).data?.map(({ name }) => name)).not.toContain(alice.id);
	});
});

describe('changing asks the policies of its kind', () => {
	test('for a removal, which leaves what may not be removed', async () => {
		await service.upload(`${alice.id}/stays.txt`, textFile());
		await as(bob).upload(`${bob.id}/goes.txt`, textFile());
		const { data } = await as(bob).remove([`${alice.id}/stays.txt`, `${bob.id}/goes.txt`]);
		expect(data?.map(({ name }) => name)).toEqual([`${bob.id}/goes.txt`]);
		expect((await service.exists(`${alice.id}/stays.txt`)).data).toBe(true);
	});

	test('for a removal by the object’s own address', async () => {
		const remove = (name: string, person: Person) =>
			fetch(`${stack.url}/storage/v1/object/${bucket}/${name}`, {
				method: 'DELETE',
				headers: { authorization: `Bearer ${person.token}` }
			});
		await service.upload(`${alice.id}/single.txt`, textFile());
		const refused = await remove(`${alice.id}/single.txt`, bob);
		expect(refused.status).toBe(400);
		expect(await refused.json()).toMatchObject({ statusCode: '403', message: 'Access denied' });
		const removed = await remove(`${alice.id}/single.txt`, alice);
		expect(await removed.json()).toEqual({ message: 'Successfully deleted' });
		const missing = await remove(`${alice.id}/single.txt`, alice);
		expect(await missing.json()).toMatchObject({ statusCode: '404', error: 'not_found' });
	});

	test('for a move: out of what is readable, into what may be stored', async () => {
		await service.upload(`${bob.id}/move.txt`, textFile());
		expectRefusal(await as(alice).move(`${bob.id}/move.txt`, `${alice.id}/x`), NO_OBJECT);
		expectRefusal(await as(bob).move(`${bob.id}/move.txt`, `${alice.id}/x`), NOT_ALLOWED);
		expect((await as(bob).move(`${bob.id}/move.txt`, `${bob.id}/moved.txt`)).error).toBeNull();
	});

	test('for a copy: from what is readable, to what may be stored', async () => {
		await service.upload(`${bob.id}/copy.txt`, textFile('copied'));
		expectRefusal(await as(alice).copy(`${bob.id}/copy.txt`, `${alice.id}/x`), NO_OBJECT);
		expectRefusal(await as(bob).copy(`${bob.id}/copy.txt`, `${alice.id}/x`), NOT_ALLOWED);
		expect((await as(bob).copy(`${bob.id}/copy.txt`, `${bob.id}/twin.txt`)).error).toBeNull();
		expect(await (await as(bob).download(`${bob.id}/twin.txt`)).data?.text()).toBe('copied');
	});
});

describe('a restrictive policy', () => {
	test('closes what a permissive one opens', async () => {
		const { id } = await stack.bucket();
		await stack.sql(`
			create policy "open ${id}" on storage.objects for all to anon, authenticated
			using (bucket_id = '${id}') with check (bucket_id = '${id}')`);
		const open = stack.client().storage.from(id);
		expect((await open.upload('x', textFile())).error).toBeNull();
		await stack.sql(`
			create policy "closed ${id}" on storage.objects as restrictive for all to anon, authenticated
			using (bucket_id <> '${id}') with check (bucket_id <> '${id}')`);
		expectRefusal(await open.upload('y', textFile()), NOT_ALLOWED);
		expectRefusal(await open.download('x').then(), NO_OBJECT);
		expect((await open.remove(['x'])).data).toEqual([]);
		expect((await open.list()).data).toEqual([]);
	});
});

test('a database error of a policy is answered as the platform does', async () => {
	const { id } = await stack.bucket();
	await stack.sql(`
		create function public.fails() returns boolean language plpgsql as
		$$ begin raise exception 'no' using errcode = 'P0001'; end $$;
		create policy "fails" on storage.objects for insert to anon
		with check (bucket_id = '${id}' and public.fails())`);
	expectRefusal(await stack.client().storage.from(id).upload('x', textFile()), {
		...{ status: 500, statusCode: '500', message: 'database error, code: P0001' }
	});
	await stack.sql('drop policy "fails" on storage.objects');
});
