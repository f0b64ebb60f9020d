import { readdir, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Files } from '../browser/serve-pages.ts';

// Rocket.Chat's widget, as its server delivers it: a script, an iframe with the app, and what the app asks for before
// it shows its button. https://github.com/RocketChat/Rocket.Chat.Livechat, src/lib/connection.js and src/lib/main.js

/** The part of the server's answer without which the widget does not begin; no form, somebody is online. */
const CONFIG = {
	config: {
		enabled: true,
		online: true,
		settings: { registrationForm: false, showConnecting: false },
		theme: { title: 'Support', color: '#1d74f5' },
		messages: {},
		triggers: [],
		departments: [],
		resources: {}
	},
	success: true
};

/** The page and the widget's files, by path. */
export async function rocketChatFiles(build: string): Promise<Files> {
	const files: Files = new Map();
	for (const name of await readdir(build)) {
		if (!/\.(js|css|html|svg|mp3)$/.test(name)) continue;
		const path = name === 'index.html' ? '/livechat.html' : `/livechat/${name}`;
		files.set(path, await readFile(join(build, name)));
	}
	files.set('/rocket-chat/page.html', PAGE);
	files.set('/api/v1/livechat/config', JSON.stringify(CONFIG));
	return files;
}

/** Answers the protocol that the widget connects with (DDP): that it is connected, and that it subscribes. */
export function answerRocketChat(server: Server): void {
	const sockets = new WebSocketServer({ server, path: '/websocket' });
	sockets.on('connection', (socket) => {
		socket.on('message', (data) => {
			const { msg, id } = JSON.parse(String(data)) as { msg: string; id?: string };
			const answers: Record<string, object> = {
				connect: { msg: 'connected', session: 'bench' },
				ping: { msg: 'pong' },
				method: { msg: 'result', id, result: null },
				sub: { msg: 'ready', subs: [id] }
			};
			if (answers[msg]) socket.send(JSON.stringify(answers[msg]));
		});
	});
}

/** What its documentation says to paste into a page. */
const PAGE = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>Bench</title>
		<script>
			window.RocketChat = function (run) { window.RocketChat._.push(run); };
			window.RocketChat._ = [];
			window.RocketChat.url = location.origin + '/livechat.html?serverUrl=' + location.origin;
			const script = document.createElement('script');
			script.async = true;
			script.src = '/livechat/rocketchat-livechat.min.js?_=201903270000';
			document.head.append(script);
		</script>
	</head>
	<body></body>
</html>`;
