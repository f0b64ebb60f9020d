/** A count as a badge shows it: '' for none, '9+' above nine. */
export function badgeText(count: number): string {
	if (count <= 0) return '';
	return count > 9 ? '9+' : String(count);
}
