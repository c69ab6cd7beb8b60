import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const sending: Readonly<Record<string, Member>> = {
  ...eachMethod(METHODS, { args: ['url'], gives: 'request' }),
  request: { args: ['method', 'url'], gives: 'request' },
  request_url: { args: ['method', 'url'], gives: 'request' },
};

/** https://docs.rs/ureq, versions 2 and 3 */
export const ureq: Client = {
  name: 'ureq',
  roots: {
    ureq: 'module',
    Agent: 'Agent',
    AgentBuilder: 'AgentBuilder',
    'instance ureq.Agent': 'agent',
    'instance Agent': 'agent',
  },
  types: {
    module: {
      members: {
        ...sending,
        agent: { gives: 'agent' },
        builder: { gives: 'builder' },
        'Agent.new': { gives: 'agent' },
        'Agent.new_with_defaults': { gives: 'agent' },
        'Agent.new_with_config': { args: ['hook'], gives: 'agent' },
        'Agent.config_builder': { gives: 'builder' },
        'AgentBuilder.new': { gives: 'builder' },
      },
      others: 'harmless',
    },
    Agent: {
      members: {
        new: { gives: 'agent' },
        new_with_defaults: { gives: 'agent' },
        new_with_config: { args: ['hook'], gives: 'agent' },
        config_builder: { gives: 'builder' },
      },
      others: 'harmless',
    },
    AgentBuilder: { members: { new: { gives: 'builder' } }, others: 'harmless' },
    builder: {
      members: {
        middleware: { args: ['hook'], gives: 'same' },
        build: { gives: 'agent' },
        new_agent: { gives: 'agent' },
      },
      others: 'fluent',
    },
    agent: { members: { ...sending, new_agent: { gives: 'same' } }, others: 'harmless', defaults: true },
    request: {
      members: {
        set: { args: ['header', 'value'], gives: 'same' },
        header: { args: ['header', 'value'], gives: 'same' },
        content_type: { header: 'Content-Type', gives: 'same' },
        send_json: { args: ['json'], sends: true },
        send_string: { args: ['text'], sends: true },
        send_bytes: { args: ['text'], sends: true },
        send_form: { args: ['form'], sends: true },
        send: { args: ['text'], sends: true },
        send_empty: { sends: true },
        call: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /\bureq\b/,
};
