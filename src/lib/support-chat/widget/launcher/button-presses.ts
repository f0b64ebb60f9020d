/** A press within this time is no reaction to a panel that has reopened by itself. */
const REACTION_MS = 500;

export interface ButtonPresses {
	/** Call when the panel has reopened by itself. */
	noteReopened(): void;
}

export interface ButtonActions {
	isOpen(): boolean;
	/** `byTouch`: the press was a finger's. */
	open(byTouch: boolean): void;
	close(): void;
	/** Called when a press may follow. */
	preload(): void;
}

/** Opens or closes the panel when the button is pressed. */
export function handlePresses(button: HTMLElement, actions: ButtonActions): ButtonPresses {
	let touched = false;
	let closesAtPress = false;
	let reopenedAt = -Infinity;

	/** Whether a press closes the panel; not until the user can have seen it reopen. */
	const closes = () => actions.isOpen() && performance.now() - reopenedAt > REACTION_MS;

	// On press, as not every browser's click has a `pointerType`; a keyboard click has no press.
	button.onpointerdown = ({ pointerType }) => {
		touched = pointerType === 'touch';
		closesAtPress = closes();
	};
	button.onclick = ({ detail }) => {
		const pressed = detail > 0;
		if (pressed ? closesAtPress : closes()) actions.close();
		else actions.open(touched && pressed);
	};
	button.onpointerenter = button.onfocus = () => actions.preload();
	return { noteReopened: () => (reopenedAt = performance.now()) };
}
