/** `npm run build`: compiles `src` into `dist` when it has changed. */
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
