import type { Client } from '../../../program/client.ts';
import { attohttpc } from './attohttpc.ts';
import { awc } from './awc.ts';
import { gloo } from './gloo.ts';
import { hyper } from './hyper.ts';
import { isahc } from './isahc.ts';
import { minreq } from './minreq.ts';
import { reqwest } from './reqwest.ts';
import { surf } from './surf.ts';
import { unkey } from './unkey.ts';
import { ureq } from './ureq.ts';

/** The HTTP clients of Rust that are read. */
export const clients: readonly Client[] = [
  reqwest,
  ureq,
  surf,
  hyper,
  isahc,
  attohttpc,
  minreq,
  awc,
  gloo,
  unkey,
];
