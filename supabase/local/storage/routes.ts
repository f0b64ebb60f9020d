/** Which request is which operation. Source: supabase/storage, http/routes. */
import * as buckets from './bucket-routes.ts';
import type { Call } from './call.ts';
import * as read from './read-routes.ts';
import * as write from './write-routes.ts';

export interface Route {
	method: string;
	path: RegExp;
	/** What policies read as `storage.operation()`. */
	operation: string;
	/** Without a valid token: refused by default, `anyone` is asked as anon, `service` asks nobody. */
	access?: 'anyone' | 'service';
	handle(call: Call, bucket: string, name: string): Promise<Response>;
}

/** A path of these parts, then a bucket and an object's name. */
const object = (prefix = '') => new RegExp(`^/object/${prefix}([^/]+)/(.*)$`);

/** The first that matches is taken: names of parts come before names of buckets. */
export const routes: readonly Route[] = [
	{
		...{ method: 'GET', path: object('public/'), access: 'service', handle: read.getPublic },
		operation: 'storage.object.get_public'
	},
	{
		...{ method: 'HEAD', path: object('public/'), access: 'service', handle: read.headPublic },
		operation: 'storage.object.info_public'
	},
	{
		...{ method: 'GET', path: object('info/public/'), access: 'service' },
		...{ handle: read.infoPublic, operation: 'storage.object.info_public' }
	},
	{
		...{ method: 'GET', path: object('sign/'), access: 'service', handle: read.getSigned },
		operation: 'storage.object.get_signed'
	},
	{
		...{ method: 'POST', path: object('sign/'), handle: read.sign },
		operation: 'storage.object.sign'
	},
	{
		...{ method: 'POST', path: /^\/object\/sign\/([^/]+)$/, handle: read.signMany },
		operation: 'storage.object.sign_many'
	},
	{
		...{ method: 'POST', path: object('upload/sign/'), handle: write.signUpload },
		operation: 'storage.object.sign_upload_url'
	},
	{
		...{ method: 'PUT', path: object('upload/sign/'), access: 'service' },
		...{ handle: write.uploadSigned, operation: 'storage.object.upload_signed' }
	},
	{
		...{ method: 'POST', path: /^\/object\/list\/([^/]+)$/, handle: read.list },
		operation: 'storage.object.list'
	},
	{
		...{ method: 'POST', path: /^\/object\/move$/, handle: write.moveObject },
		operation: 'storage.object.move'
	},
	{
		...{ method: 'POST', path: /^\/object\/copy$/, handle: write.copyObject },
		operation: 'storage.object.copy'
	},
	{
		...{ method: 'GET', path: object('authenticated/'), handle: read.getObject },
		operation: 'storage.object.get_authenticated'
	},
	{
		...{ method: 'HEAD', path: object('authenticated/'), handle: read.headObject },
		operation: 'object.head_authenticated_info'
	},
	{
		...{ method: 'GET', path: object('info/authenticated/'), handle: read.getInfo },
		operation: 'object.get_authenticated_info'
	},
	{
		...{ method: 'GET', path: object('info/'), access: 'anyone', handle: read.getInfo },
		operation: 'object.get_authenticated_info'
	},
	{
		...{ method: 'GET', path: object(), access: 'anyone', handle: read.getObject },
		operation: 'storage.object.get_authenticated'
	},
	{
		...{ method: 'HEAD', path: object(), access: 'anyone', handle: read.headObject },
		operation: 'object.head_authenticated_info'
	},
	{
		...{ method: 'POST', path: object(), handle: write.createObject },
		operation: 'storage.object.upload'
	},
	{
		...{ method: 'PUT', path: object(), handle: write.updateObject },
		operation: 'storage.object.upload_update'
	},
	{
		...{ method: 'DELETE', path: object(), handle: write.removeObject },
		operation: 'storage.object.delete'
	},
	{
		...{ method: 'DELETE', path: /^\/object\/([^/]+)$/, handle: write.removeObjects },
		operation: 'storage.object.delete_many'
	},
	{
		...{ method: 'GET', path: /^\/bucket\/?$/, handle: buckets.listBuckets },
		operation: 'storage.bucket.list'
	},
	{
		...{ method: 'POST', path: /^\/bucket\/?$/, handle: buckets.createBucket },
		operation: 'storage.bucket.create'
	},
	{
		...{ method: 'POST', path: /^\/bucket\/([^/]+)\/empty$/, handle: buckets.emptyBucket },
		operation: 'storage.bucket.empty'
	},
	{
		...{ method: 'GET', path: /^\/bucket\/([^/]+)$/, handle: buckets.getBucket },
		operation: 'storage.bucket.get'
	},
	{
		...{ method: 'PUT', path: /^\/bucket\/([^/]+)$/, handle: buckets.updateBucket },
		operation: 'storage.bucket.update'
	},
	{
		...{ method: 'DELETE', path: /^\/bucket\/([^/]+)$/, handle: buckets.deleteBucket },
		operation: 'storage.bucket.delete'
	}
];
