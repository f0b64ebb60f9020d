-- Stand-in for Supabase Vault 0.3.1: table, view, functions and grants as a Supabase project has
-- them. A secret is stored as AES in CBC mode by pgcrypto (schema `extensions`), where Vault uses
-- an authenticated cipher of libsodium. The key lies in the same database, in a table that only
-- the superuser reads: Vault keeps it outside, in a file of the server. So a dump of this database
-- gives its secrets away, which is fine for a local one and for no other.

create table vault._root_key (
	key bytea not null
);

insert into vault._root_key (key)
values (extensions.gen_random_bytes(32));

create table vault.secrets (
	id uuid primary key default gen_random_uuid(),
	name text,
	description text not null default '',
	secret text not null,
	key_id uuid,
	nonce bytea default extensions.gen_random_bytes(16),
	created_at timestamptz not null default current_timestamp,
	updated_at timestamptz not null default current_timestamp
);

comment on table vault.secrets is 'Secrets; the column `secret` is encrypted.';

create unique index on vault.secrets (name)
where name is not null;

select pg_extension_config_dump('vault.secrets', '');
select pg_extension_config_dump('vault._root_key', '');

-- Whoever may call this may read every secret, so it is granted to nobody.
create function vault._crypto_aead_det_encrypt(
	message bytea,
	additional bytea,
	key_id bigint,
	context bytea default 'pgsodium'::bytea,
	nonce bytea default null
)
returns bytea
language sql
stable
security definer
set search_path = ''
as $$
	select extensions.encrypt_iv(message, key, nonce, 'aes') from vault._root_key
$$;

-- Definer, because the callers of the view below need the key and must not see it.
create function vault._crypto_aead_det_decrypt(
	message bytea,
	additional bytea,
	key_id bigint,
	context bytea default 'pgsodium'::bytea,
	nonce bytea default null
)
returns bytea
language sql
stable
security definer
set search_path = ''
as $$
	select extensions.decrypt_iv(message, key, nonce, 'aes') from vault._root_key
$$;

create view vault.decrypted_secrets as
select
	secrets.id,
	secrets.name,
	secrets.description,
	secrets.secret,
	convert_from(
		vault._crypto_aead_det_decrypt(
			message := decode(secrets.secret, 'base64'),
			additional := convert_to(secrets.id::text, 'utf8'),
			key_id := 0,
			context := 'pgsodium'::bytea,
			nonce := secrets.nonce
		),
		'utf8'
	) as decrypted_secret,
	secrets.key_id,
	secrets.nonce,
	secrets.created_at,
	secrets.updated_at
from vault.secrets;

-- Definer, because no one but the owner may write vault.secrets: a plain insert would store the
-- secret as it is.
create function vault.create_secret(
	new_secret text,
	new_name text default null,
	new_description text default '',
	new_key_id uuid default null
)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
	secret_id uuid := gen_random_uuid();
	secret_nonce bytea := extensions.gen_random_bytes(16);
begin
	insert into vault.secrets (id, nonce, secret, name, description)
	values (
		secret_id,
		secret_nonce,
		encode(
			vault._crypto_aead_det_encrypt(
				message := convert_to(new_secret, 'utf8'),
				additional := convert_to(secret_id::text, 'utf8'),
				key_id := 0,
				nonce := secret_nonce
			),
			'base64'
		),
		new_name,
		new_description
	);
	return secret_id;
end
$$;

create function vault.update_secret(
	secret_id uuid,
	new_secret text default null,
	new_name text default null,
	new_description text default null,
	new_key_id uuid default null
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
	update vault.secrets
	set
		secret = coalesce(
			encode(
				vault._crypto_aead_det_encrypt(
					message := convert_to(new_secret, 'utf8'),
					additional := convert_to(secrets.id::text, 'utf8'),
					key_id := 0,
					nonce := secrets.nonce
				),
				'base64'
			),
			secrets.secret
		),
		name = coalesce(new_name, secrets.name),
		description = coalesce(new_description, secrets.description),
		updated_at = now()
	where secrets.id = secret_id;
end
$$;

revoke all on all functions in schema vault from public;

-- As Supabase grants them: reading, deleting and the functions, but no writing of the table.
grant usage on schema vault to postgres with grant option;
grant select, delete on vault.secrets, vault.decrypted_secrets to postgres with grant option;
grant execute
on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt
to postgres with grant option;

grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute
on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt
to service_role;
