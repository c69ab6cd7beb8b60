/** Code of Bruno's scripts that may change the headers of a request. */
export const REQUEST_SCRIPT = /\breq\.(?:set|delete|headers?\b)|\breq\s*=/;
/** Code that may change the body. */
export const BODY_SCRIPT = /\breq\.(?:setBody|body)\b/;
/** `bru.setVar("name", …)`, `bru.setEnvVar("name", …)`. */
export const SCRIPT_SET = /\bbru\.set\w*Var\(\s*["'`]([^"'`\s]+)["'`]/g;
