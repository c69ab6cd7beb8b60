import type { Client } from '../../../program/client.ts';
import { asynchronous } from './asynchronous.ts';
import { cake } from './cake.ts';
import { curl } from './curl.ts';
import { curlClass } from './curl-class.ts';
import { guzzle } from './guzzle.ts';
import { ixudra } from './ixudra.ts';
import { laravel } from './laravel.ts';
import { psr } from './psr.ts';
import { requests } from './requests.ts';
import { streams } from './streams.ts';
import { symfony } from './symfony.ts';
import { wordpress } from './wordpress.ts';
import { yii } from './yii.ts';

/** Every HTTP client of PHP that calls are read of. */
export const clients: readonly Client[] = [
  asynchronous,
  cake,
  curl,
  curlClass,
  guzzle,
  ixudra,
  laravel,
  psr,
  requests,
  streams,
  symfony,
  wordpress,
  yii,
];
