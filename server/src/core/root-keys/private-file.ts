/** Files that are by convention no part of a repository, beside those of variables: logs, private settings of tools. */
const PRIVATE =
  /^(?:\.envrc|http-client\.private\.env\.json|http-client\.env\.json\.user|secrets\.toml|[^\\/]*\.log)$/;
/** Words in the names of files that others are made from. */
const TEMPLATE = /(?:^|[._-])(?:example|sample|template|dist|defaults?|tpl|tmpl)(?:[._-]|$)/;

/** True for a file that is by convention kept out of the repository: `.env.local`, but not `.env.example`. */
export function isPrivateFile(path: string, language: string | undefined): boolean {
  const name = /[^\\/]*$/.exec(path)![0].toLowerCase();
  return (language === 'dotenv' || PRIVATE.test(name)) && !TEMPLATE.test(name);
}
