import type { Framework } from './host.ts';
import { DEPLOY_COMMAND } from './source.ts';

const PROJECT = `{ url: 'https://<project>.supabase.co', publishableKey: 'sb_publishable_…' }`;

const START = `import { startSupportChat } from 'supabase-support-chat';

const chat = startSupportChat({
	project: ${PROJECT},
	user: { id, email }
});`;

const REACT = `import { SupportChat } from 'supabase-support-chat/react';

<SupportChat project={${PROJECT}} user={{ id, email }} />`;

const VUE = `<script setup>
import { SupportChat } from 'supabase-support-chat/vue';
const project = ${PROJECT};
</script>

<template><SupportChat :project="project" :user="user" /></template>`;

const SVELTE = `<script>
	import { SupportChat } from 'supabase-support-chat/svelte';
	const project = ${PROJECT};
</script>

<SupportChat {project} user={{ id, email }} />`;

const ELEMENT = `<script type="module">
	import 'supabase-support-chat';
</script>
<support-chat
	url="https://<project>.supabase.co"
	publishable-key="sb_publishable_…"
	user-id="<the user's id>"
></support-chat>`;

/** The lines to paste, and where. */
const SNIPPETS: Record<Framework, [place: string, code: string]> = {
	sveltekit: ['the layout of your signed-in pages', SVELTE],
	next: ['a client component in the layout of your signed-in pages', `'use client';\n${REACT}`],
	react: ['the component around your signed-in pages', REACT],
	nuxt: ['the layout of your signed-in pages', VUE],
	vue: ['the component around your signed-in pages', VUE],
	astro: ['a <script> in the layout of your signed-in pages', START],
	rails: ['the layout of your signed-in pages (with an import map or a bundler)', ELEMENT],
	laravel: ['the layout of your signed-in pages', ELEMENT],
	plain: ['your signed-in pages', ELEMENT]
};

/** The statement that sets what e-mails need; the README says the same. */
const SETTINGS_STATEMENT = `update public.support_settings set
  functions_url = 'https://<project>.supabase.co/functions/v1',
  app_name = 'Acme', app_url = 'https://acme.example',
  email_from = 'Acme <support@acme.example>';`;

/** The statement that makes an admin; the README says the same. */
export const ADMIN_STATEMENT = `insert into public.support_admins (user_id, display_name)
select id, 'Support' from auth.users where email = 'admin@example.com';`;

/** What is left to do after the files are there. */
export function closingWords(framework: Framework): string {
	const [place, code] = SNIPPETS[framework];
	return `
1. Apply the migrations and deploy the functions:

npx supabase db push --remote --include-all
${DEPLOY_COMMAND}

2. Put this into ${place}, after npm install supabase-support-chat:

${code}

3. In the SQL editor, the addresses:

${SETTINGS_STATEMENT}

4. And an admin:

${ADMIN_STATEMENT}

Then see what is missing: npx supabase-support-chat doctor`;
}
