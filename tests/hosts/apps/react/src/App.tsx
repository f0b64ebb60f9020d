import { useEffect, useState, type FormEvent } from 'react';
import type { User } from '@supabase/supabase-js';
import { SupportChat, useSupportChat } from 'supabase-support-chat/react';
import { project } from './project';
import { supabase } from './supabase';

export default function App() {
	const [user, setUser] = useState<User | null>(null);
	useEffect(() => {
		const { data } = supabase.auth.onAuthStateChange((_event, session) =>
			setUser(session?.user ?? null)
		);
		return () => data.subscription.unsubscribe();
	}, []);
	return user ? <Shop user={user} /> : <SignIn />;
}

function Shop({ user }: { user: User }) {
	const { unread, open } = useSupportChat();
	return (
		<main>
			<p>{user.email}</p>
			<button onClick={() => open({ draft: 'About order 42: ' })}>Help ({unread})</button>
			<button onClick={() => void supabase.auth.signOut()}>Sign out</button>
			<SupportChat project={project} client={supabase} user={user} />
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
