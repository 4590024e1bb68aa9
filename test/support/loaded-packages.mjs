import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/**
 * `node --import loaded-packages.mjs`, threads included: writes the name of every package that is loaded to the file
 * named by LOADED_PACKAGES.
 */
const seen = new Set();
registerHooks({
  load(url, context, nextLoad) {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
    if (name !== undefined && !seen.has(name)) {
      seen.add(name);
      appendFileSync(process.env.LOADED_PACKAGES, `${name}\n`);
    }
    return nextLoad(url, context);
  },
});
