import { createClient } from '@supabase/supabase-js';
import { project } from './project';

export const supabase = createClient(project.url, project.publishableKey);
