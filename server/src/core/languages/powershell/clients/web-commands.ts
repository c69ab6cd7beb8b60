import type { Client, Meaning, Member } from '../../../program/client.ts';

const MEANINGS: Readonly<Record<string, Meaning>> = {
  Uri: 'url',
  Method: 'method',
  CustomMethod: 'method',
  Headers: 'headers',
  Body: 'text',
  Form: 'form',
  InFile: 'form',
  Token: 'bearer',
  BasicCredential: 'credentials',
  Credential: 'hook',
  UseDefaultCredentials: 'hook',
  WebSession: 'hook',
};

/** Splatted parameters are written in any case. */
const named: Record<string, Meaning> = {};
for (const [name, meaning] of Object.entries(MEANINGS)) {
  const camel = name[0]!.toLowerCase() + name.slice(1);
  for (const key of [name, camel, name.toLowerCase(), name.toUpperCase()]) named[key] = meaning;
}

const request: Member = { args: ['url'], named, sends: true };

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod */
export const webCommands: Client = {
  name: 'Invoke-RestMethod',
  roots: { '': 'commands' },
  types: {
    commands: {
      members: { 'invoke-restmethod': request, irm: request, 'invoke-webrequest': request, iwr: request },
      others: 'harmless',
    },
  },
  defaultMethod: 'GET',
};
