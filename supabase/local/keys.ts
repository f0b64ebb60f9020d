// The public defaults of every local Supabase, as the CLI prints them, so that both stacks work with
// the same `.env`. Source: supabase/cli, pkg/config/apikeys.go.

export const PUBLISHABLE_KEY = 'sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH';
export const SECRET_KEY = 'sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz';
export const JWT_SECRET = 'super-secret-jwt-token-with-at-least-32-characters-long';
