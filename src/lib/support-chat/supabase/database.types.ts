export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: {
			support_admins: {
				Row: {
					created_at: string;
					display_name: string;
					email_alerts: boolean;
					id: string;
					role: string;
					user_id: string;
				};
				ComputedFields: never;
				Insert: {
					created_at?: string;
					display_name?: string;
					email_alerts?: boolean;
					id?: string;
					role?: string;
					user_id: string;
				};
				Update: {
					created_at?: string;
					display_name?: string;
					email_alerts?: boolean;
					id?: string;
					role?: string;
					user_id?: string;
				};
				Relationships: [];
			};
			support_audit_log: {
				Row: {
					action: string;
					admin_id: string | null;
					admin_name: string | null;
					created_at: string;
					details: NonNullable<Json>;
					id: string;
				};
				ComputedFields: never;
				Insert: {
					action: string;
					admin_id?: string | null;
					admin_name?: string | null;
					created_at?: string;
					details?: NonNullable<Json>;
					id?: string;
				};
				Update: {
					action?: string;
					admin_id?: string | null;
					admin_name?: string | null;
					created_at?: string;
					details?: NonNullable<Json>;
					id?: string;
				};
				Relationships: [];
			};
			support_chats: {
				Row: {
					admin_viewed_at: string | null;
					archived_at: string | null;
					assigned_admin_id: string | null;
					blocked_at: string | null;
					created_at: string;
					guest_name: string | null;
					id: string;
					language: string | null;
					last_message_admin_id: string | null;
					last_message_at: string;
					last_message_preview: string | null;
					last_message_sender: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name: string | null;
					last_user_message_at: string | null;
					marked_unread: boolean;
					message_count: number;
					unanswered: boolean;
					unread: boolean;
					unread_reply_count: number;
					updated_at: string;
					user_email: string | null;
					user_id: string;
					user_message_count: number;
					user_name: string | null;
					waiting_since: string | null;
				};
				ComputedFields: never;
				Insert: {
					admin_viewed_at?: string | null;
					archived_at?: string | null;
					assigned_admin_id?: string | null;
					blocked_at?: string | null;
					created_at?: string;
					guest_name?: string | null;
					id?: string;
					language?: string | null;
					last_message_admin_id?: string | null;
					last_message_at?: string;
					last_message_preview?: string | null;
					last_message_sender?: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name?: string | null;
					last_user_message_at?: string | null;
					marked_unread?: boolean;
					message_count?: number;
					unanswered?: boolean;
					unread?: never;
					unread_reply_count?: number;
					updated_at?: string;
					user_email?: string | null;
					user_id: string;
					user_message_count?: number;
					user_name?: string | null;
					waiting_since?: string | null;
				};
				Update: {
					admin_viewed_at?: string | null;
					archived_at?: string | null;
					assigned_admin_id?: string | null;
					blocked_at?: string | null;
					created_at?: string;
					guest_name?: string | null;
					id?: string;
					language?: string | null;
					last_message_admin_id?: string | null;
					last_message_at?: string;
					last_message_preview?: string | null;
					last_message_sender?: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name?: string | null;
					last_user_message_at?: string | null;
					marked_unread?: boolean;
					message_count?: number;
					unanswered?: boolean;
					unread?: never;
					unread_reply_count?: number;
					updated_at?: string;
					user_email?: string | null;
					user_id?: string;
					user_message_count?: number;
					user_name?: string | null;
					waiting_since?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'support_chats_assigned_admin_id_fkey';
						columns: ['assigned_admin_id'];
						isOneToOne: false;
						referencedRelation: 'support_admins';
						referencedColumns: ['id'];
					}
				];
			};
			support_mentions: {
				Row: {
					admin_id: string;
					chat_id: string;
					mentioned_at: string;
					note_id: string;
				};
				ComputedFields: never;
				Insert: {
					admin_id: string;
					chat_id: string;
					mentioned_at: string;
					note_id: string;
				};
				Update: {
					admin_id?: string;
					chat_id?: string;
					mentioned_at?: string;
					note_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'support_mentions_admin_id_fkey';
						columns: ['admin_id'];
						isOneToOne: false;
						referencedRelation: 'support_admins';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'support_mentions_note_id_fkey';
						columns: ['note_id'];
						isOneToOne: false;
						referencedRelation: 'support_notes';
						referencedColumns: ['id'];
					}
				];
			};
			support_messages: {
				Row: {
					admin_id: string | null;
					attachment_versions: Json | null;
					attachments: NonNullable<Json>;
					chat_id: string;
					content: string;
					created_at: string;
					id: string;
					page_url: string | null;
					read_at: string | null;
					sender_id: string | null;
					sender_name: string | null;
					sender_type: Database['public']['Enums']['support_sender_type'];
					seq: number;
					updated_at: string;
				};
				ComputedFields: never;
				Insert: {
					admin_id?: string | null;
					attachment_versions?: Json | null;
					attachments?: NonNullable<Json>;
					chat_id: string;
					content: string;
					created_at?: string;
					id?: string;
					page_url?: string | null;
					read_at?: string | null;
					sender_id?: string | null;
					sender_name?: string | null;
					sender_type?: Database['public']['Enums']['support_sender_type'];
					seq?: number;
					updated_at?: string;
				};
				Update: {
					admin_id?: string | null;
					attachment_versions?: Json | null;
					attachments?: NonNullable<Json>;
					chat_id?: string;
					content?: string;
					created_at?: string;
					id?: string;
					page_url?: string | null;
					read_at?: string | null;
					sender_id?: string | null;
					sender_name?: string | null;
					sender_type?: Database['public']['Enums']['support_sender_type'];
					seq?: number;
					updated_at?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'support_messages_chat_id_fkey';
						columns: ['chat_id'];
						isOneToOne: false;
						referencedRelation: 'support_chat_list';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'support_messages_chat_id_fkey';
						columns: ['chat_id'];
						isOneToOne: false;
						referencedRelation: 'support_chats';
						referencedColumns: ['id'];
					}
				];
			};
			support_notes: {
				Row: {
					admin_id: string | null;
					admin_name: string | null;
					chat_id: string;
					content: string;
					created_at: string;
					id: string;
					mentions: string[];
				};
				ComputedFields: never;
				Insert: {
					admin_id?: string | null;
					admin_name?: string | null;
					chat_id: string;
					content: string;
					created_at?: string;
					id?: string;
					mentions?: string[];
				};
				Update: {
					admin_id?: string | null;
					admin_name?: string | null;
					chat_id?: string;
					content?: string;
					created_at?: string;
					id?: string;
					mentions?: string[];
				};
				Relationships: [
					{
						foreignKeyName: 'support_notes_chat_id_fkey';
						columns: ['chat_id'];
						isOneToOne: false;
						referencedRelation: 'support_chat_list';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'support_notes_chat_id_fkey';
						columns: ['chat_id'];
						isOneToOne: false;
						referencedRelation: 'support_chats';
						referencedColumns: ['id'];
					}
				];
			};
			support_reply_notifications: {
				Row: {
					admin_id: string | null;
					attempts: number;
					batch_id: string | null;
					chat_id: string | null;
					claim_hash: string | null;
					claimed_at: string | null;
					created_at: string;
					due_at: string;
					first_claimed_at: string | null;
					from_seq: number | null;
					id: string;
					last_error: string | null;
					may_be_sent: boolean;
					prepared_at: string | null;
					request_id: number | null;
					sent_at: string | null;
					skip_reason: string | null;
					status: Database['public']['Enums']['support_notification_status'];
					up_to_seq: number | null;
				};
				ComputedFields: never;
				Insert: {
					admin_id?: string | null;
					attempts?: number;
					batch_id?: string | null;
					chat_id?: string | null;
					claim_hash?: string | null;
					claimed_at?: string | null;
					created_at?: string;
					due_at: string;
					first_claimed_at?: string | null;
					from_seq?: number | null;
					id?: string;
					last_error?: string | null;
					may_be_sent?: boolean;
					prepared_at?: string | null;
					request_id?: number | null;
					sent_at?: string | null;
					skip_reason?: string | null;
					status?: Database['public']['Enums']['support_notification_status'];
					up_to_seq?: number | null;
				};
				Update: {
					admin_id?: string | null;
					attempts?: number;
					batch_id?: string | null;
					chat_id?: string | null;
					claim_hash?: string | null;
					claimed_at?: string | null;
					created_at?: string;
					due_at?: string;
					first_claimed_at?: string | null;
					from_seq?: number | null;
					id?: string;
					last_error?: string | null;
					may_be_sent?: boolean;
					prepared_at?: string | null;
					request_id?: number | null;
					sent_at?: string | null;
					skip_reason?: string | null;
					status?: Database['public']['Enums']['support_notification_status'];
					up_to_seq?: number | null;
				};
				Relationships: [
					{
						foreignKeyName: 'support_reply_notifications_admin_id_fkey';
						columns: ['admin_id'];
						isOneToOne: false;
						referencedRelation: 'support_admins';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'support_reply_notifications_chat_id_fkey';
						columns: ['chat_id'];
						isOneToOne: false;
						referencedRelation: 'support_chat_list';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'support_reply_notifications_chat_id_fkey';
						columns: ['chat_id'];
						isOneToOne: false;
						referencedRelation: 'support_chats';
						referencedColumns: ['id'];
					}
				];
			};
			support_saved_replies: {
				Row: {
					content: string;
					created_at: string;
					id: string;
					title: string;
					updated_at: string;
				};
				ComputedFields: never;
				Insert: {
					content: string;
					created_at?: string;
					id?: string;
					title: string;
					updated_at?: string;
				};
				Update: {
					content?: string;
					created_at?: string;
					id?: string;
					title?: string;
					updated_at?: string;
				};
				Relationships: [];
			};
			support_settings: {
				Row: {
					admin_alert_delay: string | null;
					admin_message_burst: number;
					admin_message_interval: string;
					app_name: string;
					app_url: string;
					archived_chat_retention: string | null;
					assign_on_reply: boolean;
					attachment_max_bytes: number;
					attachment_mime_types: string[];
					attachments_per_message: number;
					chat_burst: number;
					chat_interval: string;
					delete_empty_guests: boolean;
					email_accent_color: string;
					email_archived_replies: boolean;
					email_from: string;
					empty_guest_retention: string | null;
					functions_url: string | null;
					guest_message_burst: number;
					guest_message_interval: string;
					id: boolean;
					inbox_event_interval: string;
					inbox_url: string | null;
					live_events_paused_until: string | null;
					logo_url: string | null;
					office_closed_days: string[];
					office_hours: Json | null;
					office_time_zone: string;
					reply_email_delay: string;
					reports_since: string;
					updated_at: string;
					user_message_burst: number;
					user_message_interval: string;
					waiting_warning: string;
					welcome_text: string | null;
					widget_color: string | null;
				};
				ComputedFields: never;
				Insert: {
					admin_alert_delay?: string | null;
					admin_message_burst?: number;
					admin_message_interval?: string;
					app_name?: string;
					app_url?: string;
					archived_chat_retention?: string | null;
					assign_on_reply?: boolean;
					attachment_max_bytes?: number;
					attachment_mime_types?: string[];
					attachments_per_message?: number;
					chat_burst?: number;
					chat_interval?: string;
					delete_empty_guests?: boolean;
					email_accent_color?: string;
					email_archived_replies?: boolean;
					email_from?: string;
					empty_guest_retention?: string | null;
					functions_url?: string | null;
					guest_message_burst?: number;
					guest_message_interval?: string;
					id?: boolean;
					inbox_event_interval?: string;
					inbox_url?: string | null;
					live_events_paused_until?: string | null;
					logo_url?: string | null;
					office_closed_days?: string[];
					office_hours?: Json | null;
					office_time_zone?: string;
					reply_email_delay?: string;
					reports_since?: string;
					updated_at?: string;
					user_message_burst?: number;
					user_message_interval?: string;
					waiting_warning?: string;
					welcome_text?: string | null;
					widget_color?: string | null;
				};
				Update: {
					admin_alert_delay?: string | null;
					admin_message_burst?: number;
					admin_message_interval?: string;
					app_name?: string;
					app_url?: string;
					archived_chat_retention?: string | null;
					assign_on_reply?: boolean;
					attachment_max_bytes?: number;
					attachment_mime_types?: string[];
					attachments_per_message?: number;
					chat_burst?: number;
					chat_interval?: string;
					delete_empty_guests?: boolean;
					email_accent_color?: string;
					email_archived_replies?: boolean;
					email_from?: string;
					empty_guest_retention?: string | null;
					functions_url?: string | null;
					guest_message_burst?: number;
					guest_message_interval?: string;
					id?: boolean;
					inbox_event_interval?: string;
					inbox_url?: string | null;
					live_events_paused_until?: string | null;
					logo_url?: string | null;
					office_closed_days?: string[];
					office_hours?: Json | null;
					office_time_zone?: string;
					reply_email_delay?: string;
					reports_since?: string;
					updated_at?: string;
					user_message_burst?: number;
					user_message_interval?: string;
					waiting_warning?: string;
					welcome_text?: string | null;
					widget_color?: string | null;
				};
				Relationships: [];
			};
		};
		Views: {
			support_chat_list: {
				Row: {
					archived: boolean | null;
					assigned_admin_id: string | null;
					blocked: boolean | null;
					guest_name: string | null;
					id: string;
					last_message_admin_id: string | null;
					last_message_at: string;
					last_message_preview: string | null;
					last_message_sender: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name: string | null;
					message_count: number;
					unread: boolean;
					user_email: string | null;
					user_id: string;
					user_name: string | null;
					waiting_since: string | null;
				};
				ComputedFields: never;
				Insert: {
					archived?: never;
					assigned_admin_id?: string | null;
					blocked?: never;
					guest_name?: string | null;
					id?: string | null;
					last_message_admin_id?: string | null;
					last_message_at?: string | null;
					last_message_preview?: string | null;
					last_message_sender?: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name?: string | null;
					message_count?: number | null;
					unread?: boolean | null;
					user_email?: string | null;
					user_id?: string | null;
					user_name?: string | null;
					waiting_since?: string | null;
				};
				Update: {
					archived?: never;
					assigned_admin_id?: string | null;
					blocked?: never;
					guest_name?: string | null;
					id?: string | null;
					last_message_admin_id?: string | null;
					last_message_at?: string | null;
					last_message_preview?: string | null;
					last_message_sender?: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name?: string | null;
					message_count?: number | null;
					unread?: boolean | null;
					user_email?: string | null;
					user_id?: string | null;
					user_name?: string | null;
					waiting_since?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'support_chats_assigned_admin_id_fkey';
						columns: ['assigned_admin_id'];
						isOneToOne: false;
						referencedRelation: 'support_admins';
						referencedColumns: ['id'];
					}
				];
			};
		};
		Functions: {
			add_support_admin: {
				Args: { display_name: string; email: string; role?: string };
				Returns: string;
			};
			archive_support_chat: { Args: { chat_id: string; up_to_seq?: number }; Returns: undefined };
			assign_support_chat: { Args: { admin_id: string; chat_id: string }; Returns: undefined };
			block_support_chat: { Args: { chat_id: string }; Returns: undefined };
			count_support_chats: { Args: { archived?: boolean }; Returns: Record<string, unknown> };
			count_unread_support_chats: { Args: Record<PropertyKey, never>; Returns: number };
			erase_support_data: { Args: { user_id?: string }; Returns: Json };
			export_support_data: { Args: { user_id?: string }; Returns: Json };
			find_support_user: {
				Args: { email: string };
				Returns: {
					chat_id: string;
					guest_name: string;
					has_account: boolean;
					message_count: number;
					user_email: string;
					user_id: string;
					user_name: string;
				}[];
			};
			get_or_create_support_chat: {
				Args: { language?: string; user_id?: string };
				Returns: {
					admin_viewed_at: string | null;
					archived_at: string | null;
					assigned_admin_id: string | null;
					blocked_at: string | null;
					created_at: string;
					guest_name: string | null;
					id: string;
					language: string | null;
					last_message_admin_id: string | null;
					last_message_at: string;
					last_message_preview: string | null;
					last_message_sender: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name: string | null;
					last_user_message_at: string | null;
					marked_unread: boolean;
					message_count: number;
					unanswered: boolean;
					unread: boolean;
					unread_reply_count: number;
					updated_at: string;
					user_email: string | null;
					user_id: string;
					user_message_count: number;
					user_name: string | null;
					waiting_since: string | null;
				};
				SetofOptions: {
					from: '*';
					to: 'support_chats';
					isOneToOne: true;
					isSetofReturn: false;
				};
			};
			get_support_reply_emails: { Args: Record<PropertyKey, never>; Returns: boolean };
			get_support_reply_emails_by_token: { Args: { token: string }; Returns: boolean };
			mark_support_chat_read: { Args: { chat_id: string; up_to_seq: number }; Returns: number };
			mark_support_chat_unread: { Args: { chat_id: string }; Returns: undefined };
			mark_support_chat_viewed: { Args: { chat_id: string; up_to_seq: number }; Returns: number };
			mark_support_mentions_seen: { Args: { chat_id: string }; Returns: undefined };
			prepare_support_file_removal: {
				Args: { batch_id: string; claim: string };
				Returns: string[];
			};
			prepare_support_reply_email: {
				Args: { claim: string; notification_id: string };
				Returns: Json;
			};
			record_support_file_removal: {
				Args: { batch_id: string; claim: string; error?: string };
				Returns: undefined;
			};
			record_support_reply_email: {
				Args: {
					alone?: boolean;
					claim: string;
					error?: string;
					notification_id: string;
					retry?: boolean;
					retry_after?: number;
				};
				Returns: undefined;
			};
			remove_support_admin: { Args: { admin_id: string }; Returns: undefined };
			retry_support_email: { Args: { notification_id: string }; Returns: undefined };
			search_support_chats: {
				Args: {
					before_id?: string;
					before_last_message_at?: string;
					email: string;
					page_size?: number;
				};
				Returns: {
					archived: boolean | null;
					assigned_admin_id: string | null;
					blocked: boolean | null;
					guest_name: string | null;
					id: string;
					last_message_admin_id: string | null;
					last_message_at: string;
					last_message_preview: string | null;
					last_message_sender: Database['public']['Enums']['support_sender_type'] | null;
					last_message_sender_name: string | null;
					message_count: number;
					unread: boolean;
					user_email: string | null;
					user_id: string;
					user_name: string | null;
					waiting_since: string | null;
				}[];
				SetofOptions: {
					from: '*';
					to: 'support_chat_list';
					isOneToOne: false;
					isSetofReturn: true;
				};
			};
			search_support_messages: {
				Args: { before_created_at?: string; before_id?: string; page_size?: number; query: string };
				Returns: {
					archived: boolean;
					chat_id: string;
					created_at: string;
					guest_name: string;
					message_id: string;
					sender_type: Database['public']['Enums']['support_sender_type'];
					seq: number;
					snippet: string;
					user_email: string;
					user_name: string;
				}[];
			};
			set_support_admin_role: { Args: { admin_id: string; role: string }; Returns: undefined };
			set_support_reply_emails: { Args: { enabled: boolean }; Returns: boolean };
			set_support_reply_emails_by_token: {
				Args: { enabled: boolean; token: string };
				Returns: boolean;
			};
			support_attachment_allowed: { Args: { path: string }; Returns: boolean };
			support_attachment_limits: { Args: Record<PropertyKey, never>; Returns: Json };
			support_attachment_states: {
				Args: { paths: string[] };
				Returns: {
					path: string;
					state: string;
				}[];
			};
			support_chat_details: {
				Args: { chat_id: string };
				Returns: {
					admin_message_count: number;
					archived_at: string;
					created_at: string;
					first_message_at: string;
					guest_name: string;
					id: string;
					language: string;
					last_message_at: string;
					last_sign_in_at: string;
					message_count: number;
					page_url: string;
					reply_emails: boolean;
					user_created_at: string;
					user_email: string;
					user_id: string;
					user_message_count: number;
					user_name: string;
				}[];
			};
			support_chat_facts: { Args: { chat_id: string }; Returns: Json };
			support_failed_emails: {
				Args: Record<PropertyKey, never>;
				Returns: {
					attempts: number;
					chat_id: string;
					failed_at: string;
					id: string;
					kind: string;
					last_error: string;
					recipient: string;
					refusal: string;
				}[];
			};
			support_health: {
				Args: Record<PropertyKey, never>;
				Returns: {
					clock_last_run_at: string;
					clock_last_status: string;
					clock_message: string;
					emails_failed: number;
					emails_overdue: number;
					emails_pending: number;
					oldest_pending_at: string;
					problems: string[];
					realtime_streaming: boolean;
				}[];
			};
			support_reply_time: { Args: Record<PropertyKey, never>; Returns: number };
			support_report: {
				Args: { from_day: string; time_zone: string; to_day: string };
				Returns: Json;
			};
			support_user_facts: { Args: { user_id: string }; Returns: Json };
			support_widget_settings: { Args: Record<PropertyKey, never>; Returns: Json };
			unarchive_support_chat: { Args: { chat_id: string }; Returns: undefined };
			unblock_support_chat: { Args: { chat_id: string }; Returns: undefined };
			update_own_support_admin: {
				Args: { display_name?: string; email_alerts?: boolean };
				Returns: undefined;
			};
		};
		Enums: {
			support_notification_status: 'pending' | 'sending' | 'sent' | 'skipped' | 'failed';
			support_sender_type: 'user' | 'admin';
		};
		CompositeTypes: {
			[_ in never]: never;
		};
	};
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
	DefaultSchemaTableNameOrOptions extends
		| keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
		| { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
				DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
			DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
			Row: infer R;
		}
		? R
		: never
	: DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
		? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
				Row: infer R;
			}
			? R
			: never
		: never;

export type TablesInsert<
	DefaultSchemaTableNameOrOptions extends
		keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
			Insert: infer I;
		}
		? I
		: never
	: DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
		? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
				Insert: infer I;
			}
			? I
			: never
		: never;

export type TablesUpdate<
	DefaultSchemaTableNameOrOptions extends
		keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
			Update: infer U;
		}
		? U
		: never
	: DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
		? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
				Update: infer U;
			}
			? U
			: never
		: never;

export type Enums<
	DefaultSchemaEnumNameOrOptions extends
		keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
	EnumName extends (DefaultSchemaEnumNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
		: never) = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
	: DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
		? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
		: never;

export type CompositeTypes<
	PublicCompositeTypeNameOrOptions extends
		keyof DefaultSchema['CompositeTypes'] | { schema: keyof DatabaseWithoutInternals },
	CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
		: never) = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
	: PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
		? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
		: never;

export const Constants = {
	public: {
		Enums: {
			support_notification_status: ['pending', 'sending', 'sent', 'skipped', 'failed'],
			support_sender_type: ['user', 'admin']
		}
	}
} as const;
