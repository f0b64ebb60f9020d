const SVG = 'http://www.w3.org/2000/svg';

/** Creates an icon of 24 by 24 units, whose `d` is to be set on the path. */
export function drawIcon(): [SVGElement, SVGPathElement] {
	const icon = document.createElementNS(SVG, 'svg') as SVGElement;
	const path = document.createElementNS(SVG, 'path') as SVGPathElement;
	icon.setAttribute('viewBox', '0 0 24 24');
	icon.ariaHidden = 'true';
	icon.append(path);
	return [icon, path];
}
