/**
 * The address from which Storage sends a file as a download under that name. It is then never opened, in no
 * origin: `content-disposition: attachment`, and an address of the project.
 * https://supabase.com/docs/guides/storage/serving/downloads
 */
export function downloadAddress(url: string, name: string): string {
	return `${url}${url.includes('?') ? '&' : '?'}download=${encodeURIComponent(name.toWellFormed())}`;
}
