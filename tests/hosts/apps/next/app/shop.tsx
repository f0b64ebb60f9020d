'use client';

import { useEffect, useState, type FormEvent } from 'react';
import { createBrowserClient } from '@supabase/ssr';
import type { User } from '@supabase/supabase-js';
import { SupportChat, useSupportChat } from 'supabase-support-chat/react';
import { project } from './project';

// Its session is in the cookies of @supabase/ssr, where the chat finds it.
const supabase = createBrowserClient(project.url, project.publishableKey);

export function Shop() {
	const [user, setUser] = useState<User | null>(null);
	const { unread, open } = useSupportChat();
	useEffect(() => {
		const { data } = supabase.auth.onAuthStateChange((_event, session) =>
			setUser(session?.user ?? null)
		);
		return () => data.subscription.unsubscribe();
	}, []);
	if (!user) return <SignIn />;
	return (
		<main>
			<p>{user.email}</p>
			<button onClick={() => open({ draft: 'About order 42: ' })}>Help ({unread})</button>
			<button onClick={() => void supabase.auth.signOut()}>Sign out</button>
			<SupportChat project={project} user={user} />
		</main>
	);
}

function SignIn() {
	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
		await supabase.auth.signInWithPassword({ email: `${email}`, password: `${password}` });
	}
	return (
		<form onSubmit={(event) => void submit(event)}>
			<input name="email" />
			<input name="password" type="password" />
			<button>Sign in</button>
		</form>
	);
}
