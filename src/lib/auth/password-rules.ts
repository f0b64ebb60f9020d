/** In characters. Must match `minimum_password_length` in supabase/config.toml. */
export const MIN_PASSWORD_LENGTH = 8;

/** Bcrypt, which Supabase Auth uses, ignores further bytes. */
export const MAX_PASSWORD_BYTES = 72;
