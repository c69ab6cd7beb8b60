/** What stands behind the name of a key of one stage: `UNKEY_ROOT_KEY_STAGING`. */
const STAGE = '(?:_(?:PROD|PRODUCTION|DEV|DEVELOPMENT|STAGING|STAGE|TEST|LOCAL|PREVIEW|LIVE))?';
const VARIABLE = new RegExp(`^[A-Z0-9_]*ROOT_?KEY${STAGE}$`);
/** Prefixes by which build tools tell what they may copy into scripts for browsers. */
const PUBLIC = /^(?:NEXT_PUBLIC|VITE|EXPO_PUBLIC|REACT_APP|VUE_APP|NUXT_PUBLIC|GATSBY|PUBLIC)_/;
const IN_CODE = /^_?unkey_?root_?key$/i;

/** True for `UNKEY_ROOT_KEY` and its like, also as a program writes it: `unkeyRootKey`. */
export const saysRootKey = (name: string): boolean =>
  (/(?:^|_)UNKEY_/.test(name) && VARIABLE.test(name)) || IN_CODE.test(name);

/**
 * True for a variable whose prefix makes a build tool copy a root key into scripts for browsers.
 * @param aboutUnkey true in a text that names Unkey, where `VITE_ROOT_KEY` is enough.
 */
export const isPublicRootKey = (name: string, aboutUnkey: boolean): boolean =>
  PUBLIC.test(name) &&
  VARIABLE.test(name) &&
  (/_UNKEY_/.test(name) || (aboutUnkey && !name.startsWith('PUBLIC_')));

/** True for any variable that is copied into scripts for browsers. */
export const isPublicVariable = (name: string): boolean => PUBLIC.test(name);
