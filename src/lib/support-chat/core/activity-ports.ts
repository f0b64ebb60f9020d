import type { SenderType } from './message.ts';
import type { ChannelHandle, ChannelStatus } from './ports.ts';

/** Somebody who says to have the chat open. */
export interface Participant {
	side: SenderType;
	userId: string;
}

/** What is told beside the messages. Clients tell it: all of it are claims. */
export interface ActivityListener {
	onTyping(sender: SenderType, typing: boolean): void;
	/** Everybody who has the chat open, those of this browser too. */
	onParticipants(participants: readonly Participant[]): void;
	onStatus(status: ChannelStatus): void;
}

export interface ActivityHandle extends ChannelHandle {
	/** Tells the others that somebody types here, or no longer; lost while the channel is down. */
	tellTyping(typing: boolean): void;
	/** Somebody has the chat open here, or no longer; told again after each join. */
	attend(attending: boolean): void;
}

/** What goes on in one chat beside its messages; nothing of it is stored. */
export interface ActivityTransport {
	join(listener: ActivityListener): ActivityHandle;
}

/** The admins on duty. */
export interface DutyTransport {
	/** Tells whether somebody is on duty; null while that is not known. */
	watch(onDuty: (somebody: boolean | null) => void): ChannelHandle;
	/** The admin here goes on duty and off; told again after each join. */
	report(): DutyHandle;
}

export interface DutyHandle extends ChannelHandle {
	attend(attending: boolean): void;
}
