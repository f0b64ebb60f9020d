// A button like the widget's launcher, which mounts a chat in a panel of the widget's size.

/** @param open loads the chat's code and mounts it in the panel */
export function startLauncher(open: (panel: HTMLElement) => Promise<void>): void {
	const button = document.createElement('button');
	button.dataset.testid = 'chat-button';
	button.textContent = '?';
	button.style.cssText =
		'position:fixed;inset:auto 20px 20px auto;width:56px;height:56px;border-radius:50%';
	button.onclick = () => {
		const panel = document.createElement('div');
		panel.style.cssText =
			'position:fixed;inset:auto 20px 92px auto;width:384px;height:620px;border:1px solid gray;background:white';
		document.body.append(panel);
		void open(panel);
	};
	document.body.append(button);
}

export interface MadeMessage {
	text: string;
	isMine: boolean;
}

const WORDS = 'the parcel came late and the box was open, can you send me another one please'.split(
	' '
);

/** A history of `?count=…` messages that is in the page already; the last one's text is "Reply number <count>". */
export function makeHistory(): MadeMessage[] {
	const count = Number(new URLSearchParams(location.search).get('count'));
	return Array.from({ length: count }, (_, index) => ({
		text:
			index === count - 1
				? `Reply number ${count}`
				: `${index} ${WORDS.slice(0, 1 + ((index * 7) % 15)).join(' ')}`,
		isMine: index % 6 < 3 && index < count - 1
	}));
}
