import type { ChatClient } from '../chat-client.ts';
import type { Json } from '../database.types.ts';
import { dataOf } from '../errors.ts';

/** What the widget shows of support, without what is unknown or not set. */
export interface WidgetSettings {
	/** Typical seconds until a reply. */
	reply_seconds?: number;
	/** When support is open again, as an ISO date; only while it is closed. */
	opens_at?: string;
	/** Until when it is open, as an ISO date; only while it is, and by office hours. */
	closes_at?: string;
	/** As #rrggbb. */
	color?: string;
	/** Address of a picture, https only. */
	logo_url?: string;
	/** Plain text. */
	welcome_text?: string;
	/** Only when messages have no files. */
	files?: false;
}

/** Reads `WidgetSettings` as public.support_widget_settings returns them. Rejects with a `ChatError`. */
export async function getWidgetSettings(client: ChatClient): Promise<WidgetSettings> {
	return dataOf<Json>(await client.rpc('support_widget_settings')) as WidgetSettings;
}
