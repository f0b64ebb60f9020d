/** Text of a badge for a count: '' for none, '9+' above nine. */
export function badgeText(count: number): string {
	if (count <= 0) return '';
	return count > 9 ? '9+' : String(count);
}
