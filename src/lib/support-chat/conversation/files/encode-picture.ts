/** In pixels. */
export interface Size {
	width: number;
	height: number;
}

/** A size scaled down so that no side is longer than `side`. */
export function fit({ width, height }: Size, side: number): Size {
	const scale = Math.min(1, side / Math.max(width, height));
	const scaled = (length: number) => Math.max(1, Math.round(length * scale));
	return { width: scaled(width), height: scaled(height) };
}

/** Draws and encodes a picture; null when this browser cannot write the type. JPEG gets a white ground. */
export async function encode(
	picture: ImageBitmap,
	{ width, height }: Size,
	type: string,
	quality: number
): Promise<Blob | null> {
	const canvas = Object.assign(document.createElement('canvas'), { width, height });
	const context = canvas.getContext('2d');
	if (!context) return null;
	if (type === 'image/jpeg') {
		context.fillStyle = '#fff';
		context.fillRect(0, 0, width, height);
	}
	context.imageSmoothingQuality = 'high';
	context.drawImage(picture, 0, 0, width, height);
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
	// Frees the memory at once, which iOS limits for all canvases of a page together.
	canvas.width = canvas.height = 0;
	// Browsers write PNG in place of a type that they do not know.
	return blob?.type === type ? blob : null;
}
