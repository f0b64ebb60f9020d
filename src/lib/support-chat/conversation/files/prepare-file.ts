import { mimeTypeOf } from '../../core/files/mime-type.ts';
import type { PreparedFile } from '../../core/files/outgoing-file.ts';
import { randomId } from '../../core/random-id.ts';
import { encode, fit, type Size } from './encode-picture.ts';

/** Longest side of a picture that is sent, and of its preview, in pixels. */
const MAX_SIDE = 2560;
const PREVIEW_SIDE = 640;
/** A larger PNG is encoded anew as WebP or JPEG: it is a photograph and not a screenshot. */
const MAX_PNG_BYTES = 2 * 1024 * 1024;

/** The endings that a picture's name may have, by its type. */
const ENDINGS: Record<string, RegExp> = {
	'image/jpeg': /\.jpe?g$/i,
	'image/png': /\.png$/i,
	'image/webp': /\.webp$/i
};

/**
 * Makes a chosen file ready to be sent. JPEG, PNG and WebP pictures are drawn and encoded anew: upright, at
 * most 2,560 pixels long, without what the camera wrote about place and device. All other files, and
 * pictures that this browser cannot read, stay as they are. An animated picture keeps its first frame only.
 */
export async function prepareFile(file: File): Promise<PreparedFile> {
	const mimeType = mimeTypeOf(file);
	const picture = Object.hasOwn(ENDINGS, mimeType) ? await encodePicture(file, mimeType) : null;
	// The bucket goes by the type that the file is uploaded with.
	const blob = picture?.blob ?? new Blob([file], { type: mimeType });
	return {
		id: randomId(),
		name: picture ? withEnding(file.name, blob.type) : file.name,
		mimeType: blob.type,
		sizeBytes: blob.size,
		width: picture?.size.width ?? null,
		height: picture?.size.height ?? null,
		hasPreview: picture !== null,
		blob,
		preview: picture?.preview ?? null
	};
}

interface EncodedPicture {
	blob: Blob;
	preview: Blob;
	size: Size;
}

/** Null when the browser cannot read or encode it. */
async function encodePicture(file: File, mimeType: string): Promise<EncodedPicture | null> {
	let bitmap: ImageBitmap | undefined;
	try {
		// Upright, as the camera has noted.
		bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const size = fit(bitmap, MAX_SIDE);
		const blob = await encodeAs(bitmap, size, mimeType);
		const preview = await encode(bitmap, fit(bitmap, PREVIEW_SIDE), 'image/jpeg', 0.8);
		return blob && preview && { blob, preview, size };
	} catch {
		return null;
	} finally {
		bitmap?.close();
	}
}

/** In its own type; a large PNG, and a WebP where the browser cannot write it, in another. */
async function encodeAs(bitmap: ImageBitmap, size: Size, mimeType: string): Promise<Blob | null> {
	const blob = await encode(bitmap, size, mimeType, 0.9);
	if (blob && !(mimeType === 'image/png' && blob.size > MAX_PNG_BYTES)) return blob;
	const webp = mimeType === 'image/png' ? await encode(bitmap, size, 'image/webp', 0.9) : null;
	return webp ?? (await encode(bitmap, size, 'image/jpeg', 0.9));
}

/** A name whose ending says what the picture has become. */
function withEnding(name: string, mimeType: string): string {
	if (ENDINGS[mimeType]!.test(name)) return name;
	const ending = mimeType === 'image/jpeg' ? 'jpg' : mimeType.slice('image/'.length);
	return `${name.replace(/\.(jpe?g|png|webp)$/i, '')}.${ending}`;
}
