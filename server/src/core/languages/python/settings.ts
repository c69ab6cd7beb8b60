/** What holds the settings of a program. */
const HOLDER = String.raw`\b(?:\w+\.)*(?:settings|config|conf|cfg)`;
/** A root key that is read of settings. */
const READ = new RegExp(
  String.raw`(?<![\w.])(${HOLDER}(?:\.\w*unkey_?root_?key\w*(?:\.get_secret_value\(\))?|\[(["'])\w*UNKEY_ROOT_KEY\2\]))(?![\w([]|[ \t]*=(?!=))`,
  'gi',
);
/** The id of an API that is read of settings whose names are those of an environment. */
const BESIDE = new RegExp(
  String.raw`(?<![\w.])(${HOLDER}(?:\.\w*UNKEY_API_ID|\[(["'])\w*UNKEY_API_ID\2\]))(?![\w([]|[ \t]*=(?!=))`,
  'g',
);
/** A class of settings that read the environment. */
const CLASS =
  /^class[ \t]+(\w+)\([^()\n]*\bBaseSettings\b[^()\n]*\):[^\n]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n)*)/gm;
const FIELD = /^[ \t]+(\w*unkey_?root_?key\w*)[ \t]*:[ \t]*([^=\n]*)/im;

/**
 * The code that reads a root key of the settings that a text has, as it reads others: those of Django, the configuration
 * of Flask, an object of a class of settings. Undefined where there are none, or several.
 */
export function rootKeySetting(text: string): string | undefined {
  const isHeld = (code: string): boolean => isGlobal(`${/^\w+/.exec(code)![0]}.name`, text);
  const read = new Set([...text.matchAll(READ)].map(([, code]) => code!).filter(isHeld));
  if (read.size > 0) return read.size === 1 ? [...read][0] : undefined;
  const classes = [...text.matchAll(CLASS)];
  const [own, ...others] = classes;
  if (own) return others.length === 0 ? fieldOf(own[1]!, own[2]!, text) : undefined;
  const beside = new Set([...text.matchAll(BESIDE)].map(([, code]) => code!).filter(isHeld));
  return beside.size === 1 ? [...beside][0]!.replace('UNKEY_API_ID', 'UNKEY_ROOT_KEY') : undefined;
}

/** The root key of the one object of a class of settings. */
function fieldOf(name: string, body: string, text: string): string | undefined {
  const [, field, type = ''] = FIELD.exec(body) ?? [];
  const made = [...text.matchAll(new RegExp(String.raw`^(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*${name}\(`, 'gm'))];
  const [only, ...others] = made.map(([, own]) => own!);
  if (field === undefined || only === undefined || others.length > 0) return undefined;
  return `${only}.${field}${/\bSecretStr\b/.test(type) ? '.get_secret_value()' : ''}`;
}

/** True for code that gives the same anywhere in a text. */
export function isGlobal(code: string, text: string): boolean {
  const name =
    /^([A-Za-z_]\w*)(?:\.\w+|\[["']\w+["']\]|\(\)|\.(?:environ|getenv)[[(]["']\w+["'][\])])?$/.exec(
      code,
    )?.[1];
  if (name === undefined) return false;
  const made = String.raw`^(?:${name}[ \t]*(?::[^=\n]*)?=(?!=)|(?:async[ \t]+)?def[ \t]+${name}\(\)|(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+(?:[\w., ]*[, (])?${name}\b)`;
  return new RegExp(made, 'm').test(text);
}
