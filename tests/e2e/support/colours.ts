import type { Locator } from '@playwright/test';

type Painted = 'backgroundColor' | 'borderTopColor' | 'color';

/** WCAG 2.2 contrast of an element's `painted` colour to its own background, or to that of an ancestor. */
export function contrast(part: Locator, painted: Painted, around?: string): Promise<number> {
	return part.first().evaluate(
		(element, [painted, around]) => {
			const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
			const luminance = (colour: string) => {
				canvas.fillStyle = colour;
				canvas.fillRect(0, 0, 1, 1);
				const shares = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
					const share = value / 255;
					return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
				});
				return 0.2126 * shares[0]! + 0.7152 * shares[1]! + 0.0722 * shares[2]!;
			};
			const ground = around ? element.closest(around)! : element;
			const colours = [
				getComputedStyle(ground).backgroundColor,
				getComputedStyle(element)[painted as Painted]
			];
			const [dark, light] = colours.map(luminance).sort((a, b) => a - b);
			return (light! + 0.05) / (dark! + 0.05);
		},
		[painted, around] as const
	);
}
