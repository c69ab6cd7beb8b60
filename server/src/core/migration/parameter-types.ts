import { operationName } from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import type { Range } from '../source.ts';

/** Longer declarations of types are not looked at. */
const LONGEST_TYPE = 6_000;
const NAME = /([\w$]+)\s*(?:<[^()]*>)?\($/;

/**
 * What a user should know of the types by which TypeScript holds the arguments of a function of the text: they may name
 * operations and fields as v1 does. `edits`: what becomes of the body.
 */
export function parameterNotes(
  call: ApiCall,
  to: Endpoint,
  edits: readonly TextEdit[],
  document: string,
): readonly string[] {
  const { body, range } = call;
  const code = document.slice(range.start, range.end);
  const callee = NAME.exec(code.slice(0, code.indexOf('(') + 1))?.[1];
  if (callee === undefined || callee === 'fetch') return [];
  const parameters = parametersOf(callee, document);
  if (parameters === undefined) return [];
  const from = operationName(call) ?? to.operation;
  const isHere = (place: Range): boolean => place.start >= range.start && place.end <= range.end;
  const changed =
    body.kind === 'literal' && body.value.kind === 'object' && isHere(body.value.range)
      ? body.value.members.filter(({ keyRange }) =>
          edits.some((edit) => edit.range.start <= keyRange.end && edit.range.end >= keyRange.start),
        )
      : [];
  const names = changed.map(({ key }) => key).filter((key) => /^\w+$/.test(key));
  const fields = names.length > 0 ? new RegExp(`\\b(?:${names.join('|')})\\??\\s*:`) : undefined;
  const operation = new RegExp(`["']/?${from.replaceAll('.', '\\.')}["']`);
  const isRenamed = from !== to.operation;
  const held = [...parameters.matchAll(/\b([A-Z][\w$]*)\b/g)].map(([, type]) => type!);
  return [...new Set(held)].flatMap((type) => {
    const declared = declarationOf(type, document);
    if (declared === undefined) return [];
    const isNamed = operation.test(declared);
    if (isRenamed && isNamed)
      return [`The type ${type} has to name ${to.operation}, and its fields, as v2 does.`];
    const isOf = isNamed ? names.length > 0 : fields?.test(declared);
    return isOf ? [`The type ${type} has to name the fields as v2 does.`] : [];
  });
}

/** The parameters of a function of the text with their types; undefined where it is declared more than once, or not here. */
function parametersOf(name: string, document: string): string | undefined {
  const word = escapedName(name);
  const found = [
    ...document.matchAll(
      new RegExp(
        String.raw`(?<![\w$.]|await |return )${word}\s*(?:=\s*(?:async\s*)?)?(<[^()]{0,300}?>)?\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*(?::[^;=]{0,300}?)?(?:=>|\{)`,
        'g',
      ),
    ),
  ];
  const [only, ...others] = found;
  return only && others.length === 0 ? `${only[1] ?? ''} ${only[2]!}` : undefined;
}

/** The declaration of a type of the text, up to where it ends. */
function declarationOf(type: string, document: string): string | undefined {
  const found = new RegExp(String.raw`\b(?:interface|type)\s+${escapedName(type)}\b`).exec(document);
  if (!found) return undefined;
  const rest = document.slice(found.index, found.index + LONGEST_TYPE);
  const end = rest
    .slice(1)
    .search(/\n\}|\n(?:export|const|function|async|class|interface|type|let|import)\b/);
  return end < 0 ? rest : rest.slice(0, end + 1);
}
