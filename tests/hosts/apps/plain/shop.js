import { project } from './project.js';

// Without supabase-js: the session is one of the page's own, and the chat is told its token.

const find = (selector) => document.querySelector(selector);

function show(session) {
	find('main').hidden = !session;
	find('form').hidden = !!session;
	find('support-chat')?.remove();
	if (!session) return;
	find('p').textContent = session.user.email;
	const chat = document.createElement('support-chat');
	chat.setAttribute('url', project.url);
	chat.setAttribute('publishable-key', project.publishableKey);
	chat.setAttribute('user-id', session.user.id);
	chat.accessToken = () => session.access_token;
	chat.addEventListener('unread', ({ detail }) => {
		find('#help').textContent = `Help (${detail})`;
	});
	find('#help').onclick = () => chat.open({ draft: 'About order 42: ' });
	document.body.append(chat);
}

function keep(session) {
	if (session) localStorage.setItem('session', JSON.stringify(session));
	else localStorage.removeItem('session');
	show(session);
}

find('#leave').onclick = () => keep(null);
find('form').onsubmit = async (event) => {
	event.preventDefault();
	const response = await fetch(`${project.url}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: project.publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify(Object.fromEntries(new FormData(find('form'))))
	});
	keep(await response.json());
};
show(JSON.parse(localStorage.getItem('session')));
// The element may be in the page before its script has run.
void import('supabase-support-chat');
